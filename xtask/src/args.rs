//! The command line as typed → a command. Knows what can be asked, not how it is done.

/// What was asked for.
#[derive(Debug, PartialEq)]
pub enum Command {
    Help,
    Serve(Serve),
    Test { word: Option<String> },
    Package,
    Size,
    Bench(Bench),
    Setup,
}

/// Which figures are wanted; nothing chosen is all but the big file.
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own on the command line")]
#[derive(Debug, Default, PartialEq)]
pub struct Bench {
    pub engine: bool,
    pub sessions: bool,
    pub formats: bool,
    pub browser: bool,
    /// A file of 3 GB through the page.
    pub big: bool,
}

/// How the page is to be served.
#[derive(Debug, PartialEq)]
pub struct Serve {
    pub port: u16,
    pub dev: bool,
}

/// Reads the words after `cargo xtask`; a fault names the word that was not understood.
pub fn read(words: &[String]) -> Result<Command, String> {
    let Some((name, rest)) = words.split_first() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => return Ok(Command::Help),
        "serve" => return read_serve(rest).map(Command::Serve),
        "test" => {
            return match rest {
                [] => Ok(Command::Test { word: None }),
                [word] => Ok(Command::Test { word: Some(word.clone()) }),
                [_, second, ..] => Err(format!("`test` takes one word, what is `{second}`?")),
            };
        }
        "package" => Command::Package,
        "size" => Command::Size,
        "bench" => return read_bench(rest).map(Command::Bench),
        "setup" => Command::Setup,
        other => return Err(format!("there is no command `{other}`")),
    };
    match rest.first() {
        None => Ok(command),
        Some(word) => Err(format!("`{name}` takes nothing more, what is `{word}`?")),
    }
}

fn read_bench(words: &[String]) -> Result<Bench, String> {
    let mut wanted = Bench::default();
    for word in words {
        match word.as_str() {
            "--engine" => wanted.engine = true,
            "--sessions" => wanted.sessions = true,
            "--formats" => wanted.formats = true,
            "--browser" => wanted.browser = true,
            "--big" => wanted.big = true,
            other => return Err(format!("`bench` does not know `{other}`")),
        }
    }
    if wanted == Bench::default() {
        wanted = Bench { engine: true, sessions: true, formats: true, browser: true, big: false };
    }
    Ok(wanted)
}

fn read_serve(words: &[String]) -> Result<Serve, String> {
    let mut options = Serve { port: 8080, dev: false };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--dev" => options.dev = true,
            "--release" => options.dev = false,
            "--port" => {
                let port = words.next().ok_or("`--port` needs a number")?;
                options.port = port.parse().map_err(|_| format!("`{port}` is not a port"))?;
            }
            other => return Err(format!("`serve` does not know `{other}`")),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::{Bench, Command, Serve, read};

    fn typed(line: &str) -> Result<Command, String> {
        read(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(typed(""), Ok(Command::Help));
        assert_eq!(typed("size"), Ok(Command::Size));
        assert_eq!(typed("test clippy"), Ok(Command::Test { word: Some("clippy".into()) }));
        let all = Bench { engine: true, sessions: true, formats: true, browser: true, big: false };
        assert_eq!(typed("bench"), Ok(Command::Bench(all)));
        assert_eq!(typed("bench --big"), Ok(Command::Bench(Bench { big: true, ..Bench::default() })));
        assert_eq!(typed("serve --dev --port 9000"), Ok(Command::Serve(Serve { port: 9000, dev: true })));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, word) in [
            ("sevre", "sevre"),
            ("size big", "big"),
            ("test a b", "`b`"),
            ("serve --port 99999", "99999"),
            ("serve --open", "--open"),
            ("bench --page", "--page"),
        ] {
            let fault = typed(line).expect_err(line);
            assert!(fault.contains(word), "{fault}");
        }
    }
}
