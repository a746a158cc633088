//! The shape of the JavaScript face in a browser: plain objects, null for what is absent, money as text, one shape of error.
#![cfg(target_arch = "wasm32")]

use js_sys::{Array, JSON, Object, Reflect};
use plancost::api;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOTHING: JsValue = JsValue::UNDEFINED;
/// Ten people, an app with a premium connector, a license that no source prices.
const SCENARIO: &str = r#"{
    name: "Inspections",
    groups: [{ name: "Field", people: 10 }],
    apps: [{ name: "Inspections", used_by: ["Field"], connectors: ["SQL Server"] }],
}"#;

/// What a JavaScript expression gives.
fn js(expression: &str) -> JsValue {
    js_sys::eval(&format!("({expression})")).unwrap_or_else(|thrown| panic!("{expression}: {thrown:?}"))
}

/// A field behind dots and numbers: `lines.0.unit_price`.
fn at(value: &JsValue, path: &str) -> JsValue {
    let step = |value: JsValue, key: &str| {
        Reflect::get(&value, &key.into()).unwrap_or_else(|_| panic!("no {key} on the way to {path}"))
    };
    path.split('.').fold(value.clone(), step)
}

fn text(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path} is not a text: {:?}", at(value, path)))
}

fn answer(asked: Result<JsValue, JsValue>) -> JsValue {
    asked.unwrap_or_else(|thrown| panic!("{}", text(&thrown, "message")))
}

#[wasm_bindgen_test]
fn money_is_text_beside_its_currency_and_period() {
    let estimate = answer(api::cheapest(&js(SCENARIO), &NOTHING));
    for (path, period) in [("monthly", "month"), ("yearly", "year"), ("lines.0.amount", "month")] {
        let amount = text(&estimate, &format!("{path}.amount"));
        let (whole, cents) = amount.split_once('.').expect("an amount has a point");
        assert!(whole.parse::<u64>().is_ok_and(|whole| whole > 0) && cents.len() >= 2, "{amount}");
        assert_eq!(text(&estimate, &format!("{path}.currency")).len(), 3);
        assert_eq!(text(&estimate, &format!("{path}.period")), period);
    }
    assert!(at(&estimate, "lines.0.quantity").as_f64().is_some_and(|quantity| quantity >= 1.0));
}

#[wasm_bindgen_test]
fn what_is_absent_is_null() {
    let judged = answer(api::price(&js(SCENARIO), &js("{}"), &NOTHING));
    assert!(at(&judged, "optimality").is_null());
    assert_eq!(at(&judged, "valid"), JsValue::FALSE);
    let found = answer(api::cheapest(&js(SCENARIO), &NOTHING));
    assert!(at(&found, "optimality.at_least").is_null());
    assert_eq!(at(&found, "optimality.proven"), JsValue::TRUE);
}

#[wasm_bindgen_test]
fn an_answer_is_plain_data() {
    let estimate = answer(api::cheapest(&js(SCENARIO), &NOTHING));
    let sources = at(&estimate, "sources");
    assert!(sources.is_object() && !sources.is_instance_of::<js_sys::Map>());
    assert!(Object::keys(sources.unchecked_ref::<Object>()).length() > 0);
    let json = JSON::stringify(&estimate).ok().and_then(|json| json.as_string()).expect("plain data is JSON");
    let again = JSON::stringify(&JSON::parse(&json).expect("JSON")).expect("JSON");
    assert_eq!(again.as_string(), Some(json));
}

#[wasm_bindgen_test]
fn the_combination_of_an_answer_is_a_question_again() {
    let found = answer(api::cheapest(&js(SCENARIO), &NOTHING));
    let judged = answer(api::price(&js(SCENARIO), &at(&found, "combination"), &NOTHING));
    assert_eq!(at(&judged, "valid"), JsValue::TRUE);
    assert_eq!(text(&judged, "monthly.amount"), text(&found, "monthly.amount"));
}

#[wasm_bindgen_test]
fn text_and_object_are_the_same_question() {
    let object = js(SCENARIO);
    let json: JsValue = JSON::stringify(&object).expect("JSON").into();
    let both = [object, json].map(|scenario| answer(api::cheapest(&scenario, &NOTHING)));
    let [object, text] = both.map(|estimate| JSON::stringify(&estimate).expect("JSON").as_string());
    assert_eq!(object, text);
}

#[wasm_bindgen_test]
fn the_edition_is_the_latest_unless_named() {
    let editions = answer(api::editions());
    let editions: &Array = editions.unchecked_ref();
    let latest = text(&editions.get(editions.length() - 1), "id");
    for options in ["undefined", "null", "{}", "{ edition: undefined }", "{ edition: null }"] {
        assert_eq!(text(&answer(api::cheapest(&js(SCENARIO), &js(options))), "edition"), latest, "{options}");
    }
    for edition in editions.iter() {
        let options = js("{}");
        Reflect::set(&options, &"edition".into(), &at(&edition, "id")).expect("a field is set");
        let estimate = answer(api::cheapest(&js(SCENARIO), &options));
        assert_eq!(text(&estimate, "edition"), text(&edition, "id"));
        assert_eq!(text(&estimate, "holds_from"), text(&edition, "holds_from"));
    }
}

#[wasm_bindgen_test]
fn schemas_are_objects() {
    assert_eq!(text(&answer(api::schema(&NOTHING)), "title"), "Scenario");
    assert_eq!(text(&answer(api::schema(&js("'scenario'"))), "title"), "Scenario");
    assert_eq!(text(&answer(api::schema(&js("'combination'"))), "title"), "Combination");
    refused(api::schema(&js("7")), "unknown-name", "");
}

#[wasm_bindgen_test]
fn the_model_is_text() {
    let model = answer(api::lp(&js(SCENARIO), &NOTHING)).as_string().expect("a model is text");
    assert!(model.to_lowercase().contains("minimize"), "{model}");
}

/// The error is a JavaScript `Error` with this code and path in its fields and in the first of its faults.
fn refused(asked: Result<JsValue, JsValue>, code: &str, path: &str) -> JsValue {
    let thrown = asked.expect_err(code);
    let message = text(&thrown, "message");
    assert!(thrown.is_instance_of::<js_sys::Error>());
    assert_eq!(text(&thrown, "name"), "PlanCostError");
    for fields in [thrown.clone(), at(&thrown, "faults.0")] {
        assert_eq!((text(&fields, "code").as_str(), text(&fields, "path").as_str()), (code, path), "{message}");
    }
    assert!(message.starts_with(path) && message.ends_with(&text(&thrown, "faults.0.message")), "{message}");
    thrown
}

#[wasm_bindgen_test]
fn a_wrong_scenario_is_refused_at_its_place() {
    for (scenario, code, path) in [
        ("{ grups: [] }", "wrong-shape", "grups"),
        ("{ groups: [{ name: 'A', peple: 5 }] }", "wrong-shape", "groups[0].peple"),
        ("{ groups: [{ name: 'A' }, { name: 'B', people: -1 }] }", "wrong-shape", "groups[1].people"),
        ("{ groups: [{ name: 'A', people: 1.5 }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: 20_000_000 }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: '5' }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ people: 5 }] }", "wrong-shape", "groups[0]"),
        ("{ groups: { name: 'A' } }", "wrong-shape", "groups"),
        ("{ tenant: { prices: { x: 12.5 } } }", "wrong-shape", "tenant.prices.x"),
        ("{ flows: [{ name: 'F', trigger: 'now' }] }", "wrong-shape", "flows[0].trigger"),
        ("{ apps: [{ name: 'A', used_by: ['Nobody'] }] }", "unknown-name", "apps[0].used_by[0]"),
        ("{ groups: [{ name: 'A' }, { name: 'A' }] }", "duplicate-name", "groups[1].name"),
        ("'{ \"groups\": [{ \"name\": \"A\", \"people\": -1 }] }'", "wrong-shape", "groups[0].people"),
        ("'{'", "not-json", ""),
        ("''", "not-json", ""),
    ] {
        refused(api::cheapest(&js(scenario), &NOTHING), code, path);
        refused(api::price(&js(scenario), &js("{}"), &NOTHING), code, path);
        refused(api::lp(&js(scenario), &NOTHING), code, path);
    }
}

#[wasm_bindgen_test]
fn a_wrong_combination_or_option_is_refused_at_its_place() {
    let price = |combination: &str| api::price(&js(SCENARIO), &js(combination), &NOTHING);
    refused(price("{ tenants: {} }"), "wrong-shape", "tenants");
    refused(price("{ people: [{ who: 'Field', licenses: { x: -1 } }] }"), "wrong-shape", "people[0].licenses.x");
    let cheapest = |options: &str| api::cheapest(&js(SCENARIO), &js(options));
    let thrown = refused(cheapest("{ edition: '1999-01' }"), "unknown-edition", "options.edition");
    assert!(text(&thrown, "message").contains("2021-10"), "the editions there are: {}", text(&thrown, "message"));
    refused(cheapest("{ edition: 2021 }"), "wrong-shape", "options.edition");
    refused(cheapest("{ editoin: '2021-10' }"), "wrong-shape", "options.editoin");
    refused(cheapest("'2021-10'"), "wrong-shape", "options");
}

/// What no type checker stops: each is refused in words, and the next question is answered.
#[wasm_bindgen_test]
fn odd_values_are_refused_and_nothing_breaks() {
    for (odd, code, path) in [
        ("undefined", "wrong-shape", ""),
        ("null", "wrong-shape", ""),
        ("true", "wrong-shape", ""),
        ("5", "wrong-shape", ""),
        ("NaN", "wrong-shape", ""),
        ("Symbol('x')", "wrong-shape", ""),
        ("() => 1", "wrong-shape", ""),
        ("[]", "wrong-shape", ""),
        ("new Map([['groups', []]])", "wrong-shape", ""),
        ("new Date(0)", "wrong-shape", ""),
        ("new Uint8Array(3)", "wrong-shape", ""),
        ("document.body", "wrong-shape", ""),
        ("{ groups: () => 1 }", "wrong-shape", "groups"),
        ("{ connectors: new Map() }", "wrong-shape", "connectors"),
        ("{ groups: [{ name: 'A', people: NaN }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: Infinity }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: 2n ** 70n }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: 10n ** 15n }] }", "wrong-shape", "groups[0].people"),
        ("{ groups: [{ name: 'A', people: Symbol() }] }", "wrong-shape", "groups[0].people"),
        ("{ get groups() { throw new Error('no'); } }", "wrong-shape", "groups"),
        ("{ [Symbol.toStringTag]: 'Odd' }", "wrong-shape", ""),
        ("{ groups: new Array(4_000_000_000) }", "too-many", "groups"),
        ("{ groups: [[[[]]]] }", "wrong-shape", "groups[0]"),
        ("{ name: 'x'.repeat(5_000_000) }", "too-many", "name"),
        ("{ ['x'.repeat(5_000_000)]: 1 }", "too-many", ""),
        ("'x'.repeat(5_000_000)", "too-many", ""),
        ("'['.repeat(100_000)", "not-json", ""),
        ("'{\"a\":'.repeat(100_000)", "not-json", ""),
        ("'[]'", "wrong-shape", ""),
        ("'null'", "wrong-shape", ""),
    ] {
        refused(api::cheapest(&js(odd), &NOTHING), code, path);
        let _ = api::price(&js(SCENARIO), &js(odd), &NOTHING).expect_err(odd);
        let _ = api::price(&js(odd), &js(odd), &js(odd)).expect_err(odd);
    }
    let cycle = js("(() => { const a = { name: 'a' }; a.groups = [a]; return a; })()");
    let thrown = api::cheapest(&cycle, &NOTHING).expect_err("a cycle");
    assert!(text(&thrown, "message").contains("contain itself"), "{}", text(&thrown, "message"));
    assert!(text(&thrown, "path").starts_with("groups[0].groups[0]."));
    let estimate = answer(api::cheapest(&js(SCENARIO), &NOTHING));
    assert_eq!(text(&estimate, "scenario"), "Inspections");
}

/// What JavaScript people write without thinking and what has one clear meaning is taken.
#[wasm_bindgen_test]
fn kind_values_are_taken() {
    for kind in [
        "{}",
        "'{}'",
        "{ groups: undefined, name: 'x' }",
        "{ groups: [{ name: 'A', people: undefined }] }",
        "{ groups: [{ name: 'A', people: 5n }] }",
        "{ groups: [{ name: 'A', people: -0 }] }",
        "{ groups: [{ name: 'A', people: 5.0 }] }",
        "Object.freeze({ name: '\\ud800' })",
        "Object.assign(Object.create(null), { name: 'x' })",
        "new (class Question { name = 'x' })()",
        "new Proxy({ name: 'x' }, {})",
        "{ storage: { database_gb: 2.4, file_gb: '0.5' } }",
    ] {
        answer(api::cheapest(&js(kind), &NOTHING));
    }
}
