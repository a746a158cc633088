//! The words of an answer about one session: why it began, why it ended, why it is billed or not.

use serde::Serialize;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal, $says:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for programs.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The words for people.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$variant => $says,)* }
            }
        }
    };
}

words!(
    /// Why a session began.
    Began {
        /// It is the first of its conversation.
        First = "first", "the conversation began";
        /// The one before ended by silence.
        AfterIdle = "after-idle", "the user came back after silence had ended the session before";
        /// The one before was too long.
        AfterLength = "after-length", "the session before had lasted its longest";
        /// The one before had all its turns.
        AfterTurns = "after-turns", "the session before had all its turns";
        /// The one before was answered.
        AfterAnswered = "after-answered", "the questions before were answered";
        /// The one before was closed.
        AfterClosed = "after-closed", "the chat before was closed";
        /// The one before was handed over.
        AfterEscalated = "after-escalated", "the user came back to the bot after an agent";
    }
);

words!(
    /// Why a session ended.
    Ended {
        /// The bot received no message for too long.
        Idle = "idle", "the user was silent for too long";
        /// It had lasted its longest.
        Length = "length", "it had lasted its longest";
        /// It had all its turns.
        Turns = "turns", "it had all its turns";
        /// All questions were answered.
        Answered = "answered", "the questions were answered";
        /// The user closed the chat.
        Closed = "closed", "the user closed the chat";
        /// It was handed to an agent.
        Escalated = "escalated", "it was handed to an agent";
        /// The data end before it did.
        EndOfData = "end-of-data", "nothing more is in the files";
    }
);

words!(
    /// Why a session is billed or not.
    Judged {
        /// A user topic was triggered.
        UserTopic = "user-topic", "a user topic was triggered";
        /// Premium functionality was used.
        Premium = "premium", "premium functionality was used";
        /// A bot was invoked.
        Bot = "bot", "a bot was invoked";
        /// It goes on where a billed one was cut.
        Continued = "continued", "it goes on where a billed session was cut";
        /// Not billed: nothing that starts a billed session.
        NoTrigger = "no-trigger", "nothing in it starts a billed session, such as system topics alone";
        /// Not billed: a chat of the test pane.
        TestChat = "test-chat", "it is a chat of the test pane";
        /// Not billed: nothing beyond the plan that comes with Teams.
        TeamsPlan = "teams-plan", "it uses nothing beyond the plan that comes with Teams";
        /// Not billed: the bot only assists an agent.
        SmartAssist = "smart-assist", "the bot only assists an agent";
    }
);

impl Judged {
    /// Whether the session is billed.
    pub const fn billed(self) -> bool {
        matches!(self, Self::UserTopic | Self::Premium | Self::Bot | Self::Continued)
    }
}

/// One session, with numbers in place of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    /// The first event.
    pub start: i64,
    /// The last event.
    pub end: i64,
    /// Messages of the user.
    pub turns: u32,
    /// The first user topic.
    pub topic: u32,
    /// Why it began.
    pub began: Began,
    /// Why it ended.
    pub ended: Ended,
    /// Why it is billed or not.
    pub judged: Judged,
    /// A user topic was triggered.
    pub user_topic: bool,
    /// A user topic was triggered, or it ended in an escalation.
    pub engaged: bool,
}

/// One session of an answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Session {
    /// The first event, as ISO 8601 in UTC.
    pub start: String,
    /// The conversation.
    pub conversation: String,
    /// The bot; empty when unknown.
    pub bot: String,
    /// The channel; empty when unknown.
    pub channel: String,
    /// The last event.
    pub end: String,
    /// Why it began.
    pub began: Began,
    /// Why it ended.
    pub ended: Ended,
    /// Messages of the user.
    pub turns: u32,
    /// The first user topic; empty when it has none or no name.
    pub topic: String,
    /// Whether it is billed.
    pub billed: bool,
    /// Whether a user topic was triggered or it ended in an escalation.
    pub engaged: bool,
    /// Why it is billed or not.
    pub because: Judged,
    /// The bot runs on a trial, so that nothing is charged.
    pub trial: bool,
}
