//! What a session is since when: look-ups, and what the file must obey.

use super::schema::{Definition, SessionFile, SessionProduct, Switch, SwitchId, SystemTopics};
use crate::base::{Day, SourceId};

/// The definitions of a session, with the points that they leave open.
#[derive(Debug, Clone, Default)]
pub struct Sessions {
    file: SessionFile,
    unread: Option<String>,
}

impl Sessions {
    pub(super) fn new(file: SessionFile) -> Self {
        Self { file, unread: None }
    }

    /// No definitions, and why.
    pub(super) fn unread(error: String) -> Self {
        Self { file: SessionFile::default(), unread: Some(error) }
    }

    /// All definitions, in the order of the file.
    pub fn definitions(&self) -> &[Definition] {
        &self.file.definition
    }

    /// A definition by its name; case does not count.
    pub fn definition(&self, id: &str) -> Option<&Definition> {
        self.file.definition.iter().find(|definition| definition.id.eq_ignore_ascii_case(id))
    }

    /// The definition in force on a day: the last that holds from that day or an earlier one.
    pub fn in_force(&self, day: Day) -> Option<&Definition> {
        let product = SessionProduct::PowerVirtualAgents;
        self.file
            .definition
            .iter()
            .filter(|definition| {
                definition.product == product && !definition.by_name_only && definition.holds_from <= day
            })
            .max_by_key(|definition| definition.holds_from)
    }

    /// The points that sources leave open.
    pub fn switches(&self) -> &[Switch] {
        &self.file.switch
    }

    /// One open point.
    pub fn switch(&self, id: SwitchId) -> Option<&Switch> {
        self.file.switch.iter().find(|switch| switch.id == id)
    }

    /// Whether a channel is one without a tab to close.
    pub fn persistent(&self, channel: &str) -> bool {
        self.file.persistent_channels.names.iter().any(|name| name.eq_ignore_ascii_case(channel))
    }

    /// Lists of topics that come with the product, the oldest first.
    pub fn system_topics(&self) -> &[SystemTopics] {
        &self.file.system_topics
    }

    /// Every key that cites sources, with them.
    pub(super) fn citations(&self) -> Vec<(String, &[SourceId])> {
        let mut all: Vec<(String, &[SourceId])> =
            vec![("sessions.toml: persistent_channels".into(), &self.file.persistent_channels.sources)];
        for definition in self.definitions() {
            let place = format!("sessions.toml: definition {}", definition.id);
            let parts = [
                Some(&definition.starts.sources),
                definition.ends.as_ref().map(|part| &part.sources),
                definition.idle.as_ref().map(|part| &part.sources),
                definition.length.as_ref().map(|part| &part.sources),
                definition.turns.as_ref().map(|part| &part.sources),
                definition.one_per_conversation.as_ref().map(|part| &part.sources),
                Some(&definition.test_chat.sources),
                definition.teams_plan.as_ref().map(|part| &part.sources),
                definition.smart_assist.as_ref().map(|part| &part.sources),
            ];
            all.push((place.clone(), &definition.sources));
            all.extend(parts.into_iter().flatten().map(|sources| (place.clone(), sources.as_slice())));
        }
        for topics in self.system_topics() {
            all.push((format!("sessions.toml: system_topics from {}", topics.from), &topics.sources));
        }
        for switch in self.switches() {
            all.push((format!("sessions.toml: switch {}", switch.id.name()), &switch.sources));
        }
        all
    }

    /// What does not fit together.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults: Vec<String> = self.unread.iter().map(|error| format!("sessions.toml: {error}")).collect();
        for (number, definition) in self.definitions().iter().enumerate() {
            let place = format!("sessions.toml: definition {}", definition.id);
            if self.definitions().iter().take(number).any(|other| other.id.eq_ignore_ascii_case(&definition.id)) {
                faults.push(format!("{place} stands twice"));
            }
            let minutes = [
                definition.idle.as_ref().map(|idle| idle.minutes),
                definition.length.as_ref().map(|length| length.minutes),
            ];
            if minutes.contains(&Some(0)) || definition.turns.as_ref().is_some_and(|turns| turns.most == 0) {
                faults.push(format!("{place}: a limit of 0 leaves no session"));
            }
            if definition.starts.with.is_empty() {
                faults.push(format!("{place}: nothing starts a session"));
            }
        }
        for id in SwitchId::ALL {
            let place = format!("sessions.toml: switch {}", id.name());
            let found: Vec<_> = self.switches().iter().filter(|switch| switch.id == id).collect();
            match found.as_slice() {
                [switch] if switch.option.iter().any(|option| option.id == switch.default) => {}
                [_] => faults.push(format!("{place}: the default is none of its options")),
                [] => faults.push(format!("{place} is missing")),
                _ => faults.push(format!("{place} stands twice")),
            }
        }
        faults
    }
}
