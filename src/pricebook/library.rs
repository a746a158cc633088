//! All editions of the price book that travel with the program, and the choice of one.

use crate::base::sorted::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::book::{Book, Shared};
use super::fold;
use super::schema::{ChangeSet, EditionHead, Rule, RuleFile, SessionFile, Source, SourceFile};
use super::sessions::Sessions;
use super::words::Words;
use crate::base::plain::{self, Plain};
use crate::base::{EditionId, RuleId, SourceId};

/// The bundled change-sets with their sources and rules.
#[derive(Debug, Default)]
pub struct Library {
    change_sets: Vec<NamedChangeSet>,
    shared: Shared,
    sessions: Arc<Later>,
    faults: Vec<String>,
}

/// Definitions of a session, read when they are asked for: the page never does, and so carries neither them nor their reader.
#[derive(Debug, Default)]
struct Later {
    /// What a bundle gave in place of the shipped ones.
    given: Option<Value>,
    read: OnceLock<Sessions>,
}

/// A change-set and the name of the file it came from.
#[derive(Debug, Clone)]
pub struct NamedChangeSet {
    /// The file's name without its ending.
    pub file: String,
    /// What it holds.
    pub changes: ChangeSet,
}

/// There is no such edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEdition {
    /// What was asked for.
    pub asked: String,
    /// What there is.
    pub known: Vec<EditionId>,
}

impl fmt::Display for UnknownEdition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = self.known.iter().map(EditionId::as_str).collect();
        write!(f, "there is no edition \"{}\"; choose one of: {}", self.asked, known.join(", "))
    }
}

/// The price book that is built into the program; read once.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::read(include_str!(concat!(env!("OUT_DIR"), "/pricebook.json"))))
}

impl Library {
    /// Reads a bundle. What cannot be read is left out and told by [`Library::faults`]; the tests allow none.
    pub fn read(bundle: &str) -> Self {
        let mut library = Self::default();
        let mut bundle: Value = match serde_json::from_str(bundle) {
            Ok(bundle) => bundle,
            Err(error) => {
                library.faults.push(format!("the bundle of the price book: {error}"));
                return library;
            }
        };
        match section::<SourceFile>(&take(&mut bundle, "sources")) {
            Ok(file) => library.add_sources(file.source, "sources"),
            Err(error) => library.faults.push(format!("sources.toml: {error}")),
        }
        match section::<RuleFile>(&take(&mut bundle, "rules")) {
            Ok(file) => library.add_rules(file),
            Err(error) => library.faults.push(format!("rules.toml: {error}")),
        }
        match section::<Words>(&take(&mut bundle, "words")) {
            Ok(words) => library.shared.words = Arc::new(words),
            Err(error) => library.faults.push(format!("words.toml: {error}")),
        }
        let given = Some(take(&mut bundle, "sessions")).filter(|given| !given.is_null());
        library.sessions = Arc::new(Later { given, read: OnceLock::new() });
        let editions = take(&mut bundle, "editions");
        let Value::Array(editions) = editions else { return library };
        for mut edition in editions {
            let file = take_file_name(&mut edition);
            match section::<ChangeSet>(&edition) {
                Ok(changes) => library.add_change_set(file, changes),
                Err(error) => library.faults.push(format!("editions/{file}.toml: {error}")),
            }
        }
        library
    }

    /// The same library with one more change-set on top, for an edition of one's own.
    #[must_use]
    pub fn with(&self, file: &str, changes: ChangeSet) -> Self {
        let mut library = Self {
            change_sets: self.change_sets.clone(),
            shared: self.shared.clone(),
            sessions: self.sessions.clone(),
            faults: self.faults.clone(),
        };
        library.add_change_set(file.to_owned(), changes);
        library
    }

    /// What could not be read.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    /// All change-sets, the oldest first.
    pub fn change_sets(&self) -> &[NamedChangeSet] {
        &self.change_sets
    }

    /// All editions, the oldest first.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = &EditionHead> {
        self.change_sets.iter().map(|set| &set.changes.edition)
    }

    /// All sources.
    pub fn sources(&self) -> &BTreeMap<SourceId, Source> {
        &self.shared.sources
    }

    /// All rules.
    pub fn rules(&self) -> &BTreeMap<RuleId, Rule> {
        &self.shared.rules
    }

    /// What the kinds of things are called.
    pub fn words(&self) -> &Words {
        &self.shared.words
    }

    /// What a session is, since when.
    pub fn sessions(&self) -> &Sessions {
        self.sessions.read.get_or_init(|| {
            let shipped = || serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/sessions.json")));
            let file = self.sessions.given.clone().map_or_else(shipped, Ok).map_err(|error| error.to_string());
            match file.and_then(|file: Value| section::<SessionFile>(&file)) {
                Ok(file) => Sessions::new(file),
                Err(error) => Sessions::unread(error),
            }
        })
    }

    /// What all editions have in common.
    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The book of an edition, or of the latest one when none is named.
    ///
    /// # Errors
    /// When there is no such edition; the error names those there are.
    pub fn book(&self, edition: Option<&str>) -> Result<Book, UnknownEdition> {
        let last = match edition {
            Some(id) => self.editions().position(|head| head.id.as_str() == id),
            None => self.change_sets.len().checked_sub(1),
        };
        let unknown = || UnknownEdition {
            asked: edition.unwrap_or("latest").to_owned(),
            known: self.editions().map(|head| head.id.clone()).collect(),
        };
        let sets = last.and_then(|last| self.change_sets.get(..=last)).ok_or_else(unknown)?;
        let (book, _) = fold::fold(sets, &self.shared);
        book.ok_or_else(unknown)
    }

    fn add_sources(&mut self, sources: Vec<Source>, file: &str) {
        let all = Arc::make_mut(&mut self.shared.sources);
        for source in sources {
            let id = source.id.clone();
            if all.insert(id.clone(), source).is_some() {
                self.faults.push(format!("{file}.toml: source \"{id}\" stands twice"));
            }
        }
    }

    /// Sources that a change-set brings along become sources of the library.
    fn add_change_set(&mut self, file: String, mut changes: ChangeSet) {
        self.add_sources(std::mem::take(&mut changes.source), &format!("editions/{file}"));
        self.change_sets.push(NamedChangeSet { file, changes });
    }

    fn add_rules(&mut self, file: RuleFile) {
        let mut rules = BTreeMap::new();
        for rule in file.rule {
            let id = rule.id.clone();
            if rules.insert(id.clone(), rule).is_some() {
                self.faults.push(format!("rules.toml: rule \"{id}\" stands twice"));
            }
        }
        self.shared.rules = Arc::new(rules);
    }
}

fn section<T: Plain>(value: &Value) -> Result<T, String> {
    plain::read(value).map_err(|wrong| wrong.to_string())
}

fn take(bundle: &mut Value, key: &str) -> Value {
    bundle.get_mut(key).map(Value::take).unwrap_or_default()
}

/// The build adds the file's name to each edition; it is not part of what people write.
fn take_file_name(edition: &mut Value) -> String {
    let name = edition.as_object_mut().and_then(|object| object.remove("file"));
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
