//! Pieces of the page: parts that are drawn anew only when what they show has changed, or a state of their own.
//!
//! Yew compiles the whole life of a component (to be created, compared, drawn, moved, removed) for each type of component:
//! two to three kilobytes each. The pieces share one component; their types only say what they show and how it is drawn.

use std::any::Any;
use std::rc::Rc;

use yew::functional::{FunctionComponent, FunctionProvider, HookContext};
use yew::html::{BaseComponent, HtmlResult};
use yew::prelude::*;
use yew::virtual_dom::Key;

/// What a piece shows, and how: made with `props!`, shown with [`piece`].
pub trait Piece: PartialEq + 'static {
    /// Draws it. It calls the same hooks in the same order each time.
    fn draw(&self, hooks: &mut HookContext) -> Html;
}

/// Says which hook draws a piece.
macro_rules! draws {
    ($piece:ty: $hook:path) => {
        impl $crate::app::piece::Piece for $piece {
            fn draw(&self, hooks: &mut yew::functional::HookContext) -> yew::Html {
                yew::functional::Hook::run($hook(self), hooks)
            }
        }
    };
}
pub(crate) use draws;

/// Shows a piece.
pub fn piece(piece: impl Piece) -> Html {
    show(None, Rc::new(piece))
}

/// Shows a piece that has a key among its neighbors.
pub fn keyed(key: impl Into<Key>, piece: impl Piece) -> Html {
    show(Some(key.into()), Rc::new(piece))
}

fn show(key: Option<Key>, piece: Rc<dyn AnyPiece>) -> Html {
    yew::virtual_dom::VComp::new::<Shown>(Rc::new(ShownProps { piece }), key).into()
}

/// A piece of whatever type.
trait AnyPiece {
    fn draw(&self, hooks: &mut HookContext) -> Html;
    fn is(&self, other: &dyn AnyPiece) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<T: Piece> AnyPiece for T {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        Piece::draw(self, hooks)
    }

    fn is(&self, other: &dyn AnyPiece) -> bool {
        other.any().downcast_ref() == Some(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
struct ShownProps {
    piece: Rc<dyn AnyPiece>,
}

impl PartialEq for ShownProps {
    fn eq(&self, other: &Self) -> bool {
        self.piece.is(&*other.piece)
    }
}

/// The component of all pieces.
struct Shown {
    hooks: FunctionComponent<Self>,
    /// How many types of pieces stood in this place before: hooks and elements of one are nothing to another.
    before: u32,
}

impl FunctionProvider for Shown {
    type Properties = ShownProps;

    fn run(hooks: &mut HookContext, props: &ShownProps) -> HtmlResult {
        Ok(props.piece.draw(hooks))
    }
}

impl BaseComponent for Shown {
    type Message = ();
    type Properties = ShownProps;

    fn create(ctx: &Context<Self>) -> Self {
        Self { hooks: FunctionComponent::new(ctx), before: 0 }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &ShownProps) -> bool {
        if ctx.props().piece.any().type_id() != old.piece.any().type_id() {
            self.hooks.destroy();
            self.hooks = FunctionComponent::new(ctx);
            self.before += 1;
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> HtmlResult {
        let drawn = self.hooks.render(ctx.props())?;
        Ok(html! { <><key={self.before}>{ drawn }</></> })
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.hooks.rendered();
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.hooks.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        None
    }
}
