//! The engine in a Web Worker. It only brings the functions of the JavaScript face along; `static/worker/desk.js` calls them.

use plancost as _;

fn main() {}
