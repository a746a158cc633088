//! The page: puts the app where `index.html` keeps its place.

fn main() {
    plancost::app::start();
}
