//! What all cards have in common: a number, a name, and that they are added, copied, switched off and removed.

use std::rc::Rc;

use super::{AppDraft, BotDraft, Draft, EnvironmentDraft, FlowDraft, GroupDraft, PortalDraft, Uid};

/// A thing of the form that stands on a card of its own.
pub trait Card: Clone + Default + 'static {
    /// Which cards these are.
    const KIND: Kind;
    /// All cards of this kind.
    fn all(draft: &Draft) -> &Vec<Rc<Self>>;
    /// All cards of this kind, to change them.
    fn all_mut(draft: &mut Draft) -> &mut Vec<Rc<Self>>;
    /// Its number.
    fn uid(&self) -> Uid;
    /// Its name.
    fn name(&self) -> &str;
    /// Gives it a number and a name.
    fn call(&mut self, uid: Uid, name: String);
    /// Switches it off or on; nothing happens to cards that cannot be.
    fn switch(&mut self, _off: bool) {}
}

/// The kinds of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Group,
    Environment,
    App,
    Flow,
    Bot,
    Portal,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Group, Self::Environment, Self::App, Self::Flow, Self::Bot, Self::Portal];

    /// The word for one such thing.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Environment => "environment",
            Self::App => "app",
            Self::Flow => "flow",
            Self::Bot => "bot",
            Self::Portal => "portal",
        }
    }

    /// The field of a scenario that holds them.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Group => "groups",
            Self::Environment => "environments",
            Self::App => "apps",
            Self::Flow => "flows",
            Self::Bot => "bots",
            Self::Portal => "portals",
        }
    }
}

macro_rules! card {
    ($name:ident, $kind:ident, $list:ident $(, $off:ident)?) => {
        impl Card for $name {
            const KIND: Kind = Kind::$kind;
            fn all(draft: &Draft) -> &Vec<Rc<Self>> {
                &draft.$list
            }
            fn all_mut(draft: &mut Draft) -> &mut Vec<Rc<Self>> {
                &mut draft.$list
            }
            fn uid(&self) -> Uid {
                self.uid
            }
            fn name(&self) -> &str {
                self.name.trim()
            }
            fn call(&mut self, uid: Uid, name: String) {
                self.uid = uid;
                self.name = name;
            }
            $(fn switch(&mut self, off: bool) {
                self.$off = off;
            })?
        }
    };
}

card!(GroupDraft, Group, groups);
card!(EnvironmentDraft, Environment, environments);
card!(AppDraft, App, apps, off);
card!(FlowDraft, Flow, flows, off);
card!(BotDraft, Bot, bots, off);
card!(PortalDraft, Portal, portals, off);
