//! The shapes of `sessions.toml`: what a session is by each text, and what the texts leave open.

use serde::Serialize;

use super::Standing;
use crate::base::plain::Plain;
use crate::base::{Day, SourceId};

/// `sessions.toml`.
#[derive(Debug, Clone, Default, Plain)]
#[serde(deny_unknown_fields)]
pub struct SessionFile {
    /// Definitions, the oldest first.
    pub definition: Vec<Definition>,
    /// Channels without a tab to close.
    pub persistent_channels: ChannelNames,
    /// Names of topics that come with the product, the oldest list first.
    pub system_topics: Vec<SystemTopics>,
    /// What the sources leave open.
    pub switch: Vec<Switch>,
}

/// What a session is, by one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// A letter, or the name of the product.
    pub id: String,
    /// Whose sessions.
    pub product: SessionProduct,
    /// The first day.
    pub holds_from: Day,
    /// It is never in force by its day, only when it is asked for by name.
    #[serde(default)]
    pub by_name_only: bool,
    /// The whole of it in plain words.
    pub says: String,
    /// How well it is founded.
    #[serde(default)]
    pub standing: Standing,
    /// Where it is printed.
    pub sources: Vec<SourceId>,
    /// What makes a session a billed one.
    pub starts: Starts,
    /// What is recorded and ends a session at once.
    pub ends: Option<Ends>,
    /// More silence than this ends a session.
    pub idle: Option<Idle>,
    /// The first message after more than this begins another session.
    pub length: Option<Length>,
    /// The turn after so many begins another session.
    pub turns: Option<Turns>,
    /// There is one session in a conversation, whatever happens in it.
    pub one_per_conversation: Option<Cited>,
    /// Chats of the test pane.
    pub test_chat: Billing,
    /// Bots made with the plan that comes with Teams; billed as any other where nothing is said.
    pub teams_plan: Option<Billing>,
    /// Bots that only assist an agent; billed as any other where nothing is said.
    pub smart_assist: Option<Billing>,
}

/// Whose sessions a definition counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum SessionProduct {
    /// Power Virtual Agents.
    PowerVirtualAgents,
    /// Omnichannel for Customer Service, with bots of the Bot Framework.
    Omnichannel,
}

/// What makes a session a billed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// A topic that the makers of the bot wrote.
    UserTopic,
    /// Premium functionality, from whatever topic.
    Premium,
    /// Any bot that is invoked.
    Bot,
}

/// What is recorded and ends a session at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// All questions are answered.
    Answered,
    /// The user closed the chat.
    Closed,
    /// The conversation was handed to an agent.
    Escalated,
}

/// On which channels silence ends a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// On all.
    EveryChannel,
    /// Only where there is no tab to close.
    PersistentChannels,
}

macro_rules! cited {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $field:ident: $type:ty),* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$inner])* pub $field: $type,)*
            /// How well it is founded.
            #[serde(default)]
            pub standing: Standing,
            /// Where it is printed.
            pub sources: Vec<SourceId>,
            /// What a reader should know.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
        }
    };
}

cited!(
    /// What makes a session a billed one.
    Starts {
        /// Each of these does.
        with: Vec<Trigger>
    }
);
cited!(
    /// What ends a session at once.
    Ends {
        /// Each of these does.
        when: Vec<End>
    }
);
cited!(
    /// How much silence ends a session.
    Idle {
        /// More than so many minutes.
        minutes: u32,
        /// Where.
        reach: Reach
    }
);
cited!(
    /// How long a session may be.
    Length {
        /// So many minutes are still inside.
        minutes: u32
    }
);
cited!(
    /// How many turns a session may have.
    Turns {
        /// So many are still inside.
        most: u32
    }
);
cited!(
    /// Whether something is billed.
    Billing {
        /// Whether it is.
        billed: bool
    }
);
cited!(
    /// Something that holds, with where it is said.
    Cited {}
);
cited!(
    /// Topics that come with the product.
    SystemTopics {
        /// The first day of the list.
        from: Day,
        /// Their names; case, blanks and joints do not count.
        names: Vec<String>
    }
);

/// Some words of the product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct ChannelNames {
    /// The words; case does not count.
    pub names: Vec<String>,
    /// Where they are printed.
    pub sources: Vec<SourceId>,
}

/// A point that the sources leave open; all are inferred by their nature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Which point.
    pub id: SwitchId,
    /// The question.
    pub asks: String,
    /// The option that holds when nobody chooses.
    pub default: String,
    /// Why that one.
    pub why: String,
    /// What the question comes from.
    pub sources: Vec<SourceId>,
    /// The options.
    pub option: Vec<SwitchOption>,
}

/// One answer to an open point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Plain)]
#[serde(deny_unknown_fields)]
pub struct SwitchOption {
    /// Its name.
    pub id: String,
    /// The answer in plain words.
    pub says: String,
}

/// The open points that the meter knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Plain)]
#[serde(rename_all = "kebab-case")]
pub enum SwitchId {
    /// Whether a session after a cut is billed without a new topic.
    AfterCut,
    /// From when on minutes and turns are counted.
    Clock,
    /// Whether a recorded closing ends a session where only silence is printed.
    Closing,
    /// What a conversation without a known channel is.
    UnknownChannel,
    /// Whether two bots in one conversation have each their session.
    TwoBots,
    /// Whether test chats are billed.
    TestChat,
    /// Whether a topic of unknown kind is a user topic.
    UnknownTopic,
}

impl SwitchId {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::AfterCut,
        Self::Clock,
        Self::Closing,
        Self::UnknownChannel,
        Self::TwoBots,
        Self::TestChat,
        Self::UnknownTopic,
    ];

    /// Its name, as the price book and the command line write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AfterCut => "after-cut",
            Self::Clock => "clock",
            Self::Closing => "closing",
            Self::UnknownChannel => "unknown-channel",
            Self::TwoBots => "two-bots",
            Self::TestChat => "test-chat",
            Self::UnknownTopic => "unknown-topic",
        }
    }
}
