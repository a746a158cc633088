//! The page in a real browser: each form mounted, driven by events as a browser sends them, and read back.
#![cfg(target_arch = "wasm32")]

mod page;

use page::{Page, mount};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn two_questions_give_a_number_at_once() {
    let page = mount("{}").await;
    page.type_into("groups[0].people", "120").await;
    page.type_into("apps[0].connectors", "SQL Server").await;
    page.key("apps[0].connectors", "Enter").await;
    let scenario = page.scenario();
    assert_eq!(scenario.groups.first().map(|group| group.people.get()), Some(120));
    assert_eq!(scenario.apps.first().map(|app| app.connectors.clone()), Some(vec!["SQL Server".into()]));
    assert!(page.estimate().monthly.amount.micros() > 0);
    page.leave();
}

#[wasm_bindgen_test]
async fn people_are_added_counted_and_removed() {
    let page = mount(r#"{"groups":[{"name":"Office","people":10}]}"#).await;
    page.press("Add a group").await;
    assert!(page.has_focus("groups[1].name"), "the focus goes to the new card");
    page.type_into("groups[1].name", "Field staff").await;
    page.type_into("groups[1].people", "1.200").await;
    let named: Vec<_> = page.scenario().groups.iter().map(|group| (group.name.clone(), group.people.get())).collect();
    assert_eq!(named, [("Office".to_owned(), 10), ("Field staff".to_owned(), 1200)]);
    page.press("Remove Field staff").await;
    assert_eq!(page.scenario().groups.len(), 1);
    page.press("Undo this").await;
    assert_eq!(page.scenario().groups.len(), 2);
    page.leave();
}

#[wasm_bindgen_test]
async fn what_a_group_holds_can_differ() {
    let page = mount(r#"{"groups":[{"name":"Sales","people":10}]}"#).await;
    page.press_starting("More: licenses").await;
    page.pick("groups[0].holds-how", "own").await;
    assert!(page.scenario().groups.first().is_some_and(|group| group.holds.is_some()));
    let plan = page.last_choice("groups[0].holds");
    page.pick("groups[0].holds", &plan).await;
    let held = page.scenario().groups.first().and_then(|group| group.holds.clone()).unwrap_or_default();
    assert_eq!(held.last().map(|id| id.as_str().to_owned()), Some(plan));
    page.pick("groups[0].holds-how", "usual").await;
    assert!(page.scenario().groups.first().is_some_and(|group| group.holds.is_none()));
    page.leave();
}

#[wasm_bindgen_test]
async fn an_app_is_described() {
    let page = mount(r#"{"groups":[{"name":"A","people":5},{"name":"B","people":7}],"environments":[{"name":"Prod"}],"apps":[{"name":"One"}]}"#).await;
    page.type_into("apps[0].name", "Inspections").await;
    page.pick("apps[0].kind", "model-driven").await;
    let second = page.last_choice("apps[0].used_by");
    page.pick("apps[0].used_by", &second).await;
    page.take("apps[0].connectors", "Common Data Service").await;
    page.press_starting("More: tables").await;
    page.press("Add a restricted Dynamics 365 table").await;
    page.type_into("apps[0].restricted_tables[0].name", "Case").await;
    page.pick("apps[0].restricted_tables[0].access", "write").await;
    let place = page.last_choice("apps[0].environment");
    page.pick("apps[0].environment", &place).await;
    page.tick("apps[0].in_dynamics_365").await;
    let app = serde_json::to_value(page.scenario().apps.first()).unwrap_or_default();
    let expected = serde_json::json!({
        "name": "Inspections", "kind": "model-driven", "used_by": ["B"], "connectors": ["Common Data Service"],
        "restricted_tables": [{ "name": "Case", "access": "write" }], "environment": "Prod", "in_dynamics_365": true,
    });
    assert_eq!(app, expected);
    page.leave();
}

#[wasm_bindgen_test]
async fn a_flow_is_described() {
    let page = mount(r#"{"groups":[{"name":"A","people":5}],"apps":[{"name":"One"}],"flows":[{"name":"F"}]}"#).await;
    page.pick("flows[0].trigger", "instant").await;
    let group = page.last_choice("flows[0].run_by");
    page.pick("flows[0].run_by", &group).await;
    page.type_into("flows[0].owner", "Dana").await;
    page.take("flows[0].connectors", "SQL Server").await;
    page.type_into("flows[0].runs_per_day", "1,500").await;
    page.type_into("flows[0].actions_per_run", "6").await;
    page.press_starting("More: desktop").await;
    page.tick("flows[0].desktop.attended").await;
    page.type_into("flows[0].desktop.unattended_runs", "2").await;
    page.type_into("flows[0].desktop.queue", "night").await;
    let app = page.last_choice("flows[0].app");
    page.pick("flows[0].app", &app).await;
    let flow = serde_json::to_value(page.scenario().flows.first()).unwrap_or_default();
    let expected = serde_json::json!({
        "name": "F", "trigger": "instant", "owner": "Dana", "run_by": ["A"], "connectors": ["SQL Server"], "app": "One",
        "in_dynamics_365": false, "runs_per_day": 1500, "actions_per_run": 6,
        "desktop": { "attended": true, "unattended_runs": 2, "queue": "night" },
    });
    assert_eq!(flow, expected);
    page.leave();
}

#[wasm_bindgen_test]
async fn how_a_flow_starts_decides_what_is_asked() {
    let page = mount(r#"{"bots":[{"name":"Helper"}],"flows":[{"name":"F"},{"name":"Parent"}]}"#).await;
    for trigger in ["bot", "child", "scheduled", "http-request", "power-apps", "automated", "child", "bot"] {
        page.pick("flows[0].trigger", trigger).await;
        assert_eq!(page.exists("flows[0].bot"), trigger == "bot", "{trigger}");
        assert_eq!(page.exists("flows[0].parents"), trigger == "child", "{trigger}");
        assert_eq!(page.exists("flows[0].run_by"), !matches!(trigger, "bot" | "child" | "scheduled"), "{trigger}");
    }
    let bot = page.last_choice("flows[0].bot");
    page.pick("flows[0].bot", &bot).await;
    assert_eq!(page.scenario().flows.first().and_then(|flow| flow.bot.clone()), Some("Helper".into()));
    page.leave();
}

#[wasm_bindgen_test]
async fn bots_portals_centre_storage_and_credits_are_counted() {
    let page = mount(r#"{"bots":[{"name":"B"}],"portals":[{"name":"P"}],"environments":[{"name":"E"}]}"#).await;
    page.press("Contact centre: show").await;
    page.press("Storage and credits: show").await;
    for (path, text) in [
        ("bots[0].authors", "2"),
        ("bots[0].sessions_per_month", "4,500"),
        ("portals[0].logins_per_month", "1100"),
        ("portals[0].views_per_month", "40 000"),
        ("environments[0].database_gb", "2,5"),
        ("environments[0].file_gb", "3"),
        ("environments[0].log_gb", "1"),
        ("omnichannel.chat", "10"),
        ("omnichannel.digital_messaging", "4"),
        ("omnichannel.bot_conversations_per_month", "720"),
        ("omnichannel.hold_customer_service", "3"),
        ("storage.database_gb", "1.5"),
        ("storage.file_gb", "2"),
        ("storage.log_gb", "0"),
        ("ai_builder.credits_per_month", "900000"),
    ] {
        page.type_into(path, text).await;
    }
    page.tick("bots[0].teams_only").await;
    page.tick("environments[0].dataverse").await;
    page.pick("environments[0].kind", "sandbox").await;
    let scenario = serde_json::to_value(page.scenario()).unwrap_or_default();
    let expected = serde_json::json!({
        "bots": [{ "name": "B", "authors": 2, "sessions_per_month": 4500, "teams_only": true }],
        "portals": [{ "name": "P", "logins_per_month": 1100, "views_per_month": 40000 }],
        "environments": [{ "name": "E", "kind": "sandbox", "dataverse": true, "database_gb": "2.5", "file_gb": 3, "log_gb": 1 }],
        "omnichannel": { "chat": 10, "digital_messaging": 4, "bot_conversations_per_month": 720, "hold_customer_service": 3 },
        "storage": { "database_gb": "1.5", "file_gb": 2, "log_gb": 0 },
        "ai_builder": { "credits_per_month": 900_000 },
    });
    for (key, value) in expected.as_object().into_iter().flatten() {
        assert_eq!(scenario.get(key), Some(value), "{key}");
    }
    page.leave();
}

#[wasm_bindgen_test]
async fn the_tenant_owns_buys_and_prices() {
    let page = mount(r#"{"groups":[{"name":"A","people":5}]}"#).await;
    page.press("Tenant and prices: show").await;
    page.pick("tenant.channel", "csp").await;
    let owned = page.first_choice("tenant.owned");
    page.pick("tenant.owned", &owned).await;
    page.type_into(&format!("tenant.owned.{owned}"), "12").await;
    let priced = page.last_choice("tenant.prices");
    page.pick("tenant.prices", &priced).await;
    page.type_into(&format!("tenant.prices.{priced}"), "8,50").await;
    let tenant = serde_json::to_value(page.scenario().tenant).unwrap_or_default();
    assert_eq!(
        tenant,
        serde_json::json!({ "owned": { (owned): 12 }, "channel": "csp", "prices": { (priced): "8.50" } })
    );
    page.leave();
}

#[wasm_bindgen_test]
async fn what_is_rarely_needed_of_cards_is_said_in_place() {
    let page = mount(
        r#"{"groups":[{"name":"A","people":5}],"environments":[{"name":"Prod"}],"apps":[{"name":"One"}],
            "flows":[{"name":"F"}],"portals":[{"name":"P"}]}"#,
    )
    .await;
    for words in ["More: licenses", "More: tables", "More: desktop", "More: visitors", "More: paying"] {
        page.press_starting(words).await;
    }
    assert!(!page.exists("groups[0].home_holds"), "it is asked of guests only");
    for path in ["groups[0].guests", "flows[0].service_account", "flows[0].business_process", "portals[0].older"] {
        page.tick(path).await;
    }
    page.press("Add a loop").await;
    page.press("Add a trial").await;
    for path in [
        "groups[0].home_holds",
        "groups[0].trials[0].plan",
        "apps[0].makers",
        "flows[0].co_owners",
        "flows[0].approvers",
    ] {
        let choice = page.first_choice(path);
        page.pick(path, &choice).await;
    }
    page.pick("environments[0].pay_as_you_go", "no").await;
    for (path, text) in [
        ("groups[0].active", "4"),
        ("groups[0].trials[0].until", "2021-12-31"),
        ("apps[0].custom_tables", "16"),
        ("apps[0].made", "2019-09-15"),
        ("flows[0].loops[0].rounds", "1,000"),
        ("flows[0].loops[0].actions", "2"),
        ("flows[0].busy_runs_per_day", "3000"),
        ("portals[0].visitors.people", "30"),
    ] {
        page.type_into(path, text).await;
    }
    let scenario = page.scenario();
    let (group, flow) = (&scenario.groups[0], &scenario.flows[0]);
    assert!(group.guests && group.home_holds.len() == 1 && group.trials.len() == 1);
    assert!(flow.service_account && flow.business_process && scenario.portals[0].older);
    assert_eq!((flow.co_owners.clone(), flow.approvers.clone()), (vec!["A".to_owned()], vec!["A".to_owned()]));
    assert_eq!((flow.loops[0].rounds.get(), flow.loops[0].actions.get()), (1000, 2));
    assert_eq!(scenario.environments[0].pay_as_you_go, Some(false));
    assert_eq!(
        (scenario.apps[0].custom_tables.get(), scenario.apps[0].made.map(|day| day.to_string())),
        (16, Some("2019-09-15".into()))
    );
    assert_eq!(scenario.portals[0].visitors.people.get(), 30);
    page.type_into("groups[0].name", "Renamed").await;
    assert_eq!(page.scenario().flows[0].approvers, ["Renamed"]);
    page.leave();
}

#[wasm_bindgen_test]
async fn what_is_rarely_needed_of_the_whole_is_said_in_place() {
    let page = mount(r#"{"groups":[{"name":"A","people":5}]}"#).await;
    for words in ["Tenant and prices: show", "Programs: show", "Storage and credits: show"] {
        page.press(words).await;
    }
    page.tick("tenant.azure_subscription").await;
    for words in ["Say when a license was bought", "Add a program", "Add a month"] {
        page.press(words).await;
    }
    let plan = page.first_choice("tenant.owned_terms[0].plan");
    page.pick("tenant.owned_terms[0].plan", &plan).await;
    for (path, text) in [
        ("tenant.owned_terms[0].bought", "2021-03-01"),
        ("tenant.owned_terms[0].ends", "2022-02-28"),
        ("as_of", "2021-12-01"),
        ("storage.brought.database_gb", "26.91"),
        ("ai_builder.months[0].name", "May"),
        ("ai_builder.months[0].credits", "950000"),
        ("integrations[0].name", "Load"),
        ("integrations[0].runs_per_day", "3"),
        ("integrations[0].requests_per_run", "4"),
    ] {
        page.type_into(path, text).await;
    }
    let scenario = page.scenario();
    assert!(scenario.tenant.azure_subscription);
    assert_eq!(scenario.tenant.owned_terms.keys().map(ToString::to_string).collect::<Vec<_>>(), [plan]);
    assert_eq!(scenario.as_of.map(|day| day.to_string()), Some("2021-12-01".into()));
    assert_eq!(scenario.storage.brought.database_gb.to_string(), "26.91");
    assert_eq!(scenario.ai_builder.months[0].credits.get(), 950_000);
    assert_eq!((scenario.integrations[0].name.as_str(), scenario.integrations[0].requests_per_run.get()), ("Load", 4));
    page.press("Remove integrations 1").await;
    assert!(page.scenario().integrations.is_empty());
    page.leave();
}

#[wasm_bindgen_test]
async fn an_unknown_connector_asks_for_its_class() {
    let page = mount(r#"{"apps":[{"name":"One"}],"groups":[{"name":"A","people":5}]}"#).await;
    page.take("apps[0].connectors", "Our own data").await;
    let premium = page.estimate().monthly.amount;
    assert!(premium.micros() > 0, "what is not known is treated as premium");
    page.pick("apps[0].connectors-class-0", "standard").await;
    assert!(page.estimate().monthly.amount < premium);
    assert_eq!(page.scenario().connectors.len(), 1);
    page.pick("apps[0].connectors-class-0", "").await;
    assert!(page.scenario().connectors.is_empty());
    page.leave();
}

#[wasm_bindgen_test]
async fn half_typed_is_no_error_until_the_field_is_left() {
    let page =
        mount(r#"{"groups":[{"name":"A","people":5}],"apps":[{"name":"One","connectors":["SQL Server"]}]}"#).await;
    let before = page.estimate();
    page.enter("groups[0].people").await;
    page.type_into("groups[0].people", "12x").await;
    assert_eq!(page.error("groups[0].people"), None);
    assert_eq!(page.estimate(), before, "the last good answer stays");
    page.quit("groups[0].people").await;
    let error = page.error("groups[0].people").unwrap_or_default();
    assert!(error.contains("whole number"), "{error}");
    page.type_into("groups[0].people", "12").await;
    assert_eq!(page.error("groups[0].people"), None);
    assert!(page.estimate().monthly.amount > before.monthly.amount);
    page.leave();
}

#[wasm_bindgen_test]
async fn a_name_that_stands_twice_is_told_at_the_field() {
    let page = mount(r#"{"apps":[{"name":"One"},{"name":"Two"}]}"#).await;
    page.type_into("apps[1].name", "One").await;
    assert!(page.error("apps[1].name").is_some());
    page.type_into("apps[1].name", "Three").await;
    assert_eq!(page.error("apps[1].name"), None);
    page.leave();
}

#[wasm_bindgen_test]
async fn typing_is_undone_and_redone_by_keys() {
    let page = mount(r#"{"groups":[{"name":"A","people":5}]}"#).await;
    page.type_into("groups[0].people", "50").await;
    page.type_into("groups[0].people", "500").await;
    page.shortcut("groups[0].people", "z", false).await;
    assert_eq!(page.value("groups[0].people"), "5");
    page.shortcut("groups[0].people", "z", true).await;
    assert_eq!(page.value("groups[0].people"), "500");
    page.leave();
}

#[wasm_bindgen_test]
async fn arrow_keys_count() {
    let page = mount(r#"{"groups":[{"name":"A","people":1199}]}"#).await;
    page.key("groups[0].people", "ArrowUp").await;
    assert_eq!(page.value("groups[0].people"), "1,200");
    page.key("groups[0].people", "ArrowDown").await;
    assert_eq!(page.scenario().groups.first().map(|group| group.people.get()), Some(1199));
    page.leave();
}

#[wasm_bindgen_test]
async fn a_switched_off_app_costs_nothing() {
    let page =
        mount(r#"{"groups":[{"name":"A","people":5}],"apps":[{"name":"One","connectors":["SQL Server"]}]}"#).await;
    assert!(page.estimate().monthly.amount.micros() > 0);
    page.press("Switch off One").await;
    assert_eq!(page.estimate().monthly.amount.micros(), 0);
    page.press("Switch on One").await;
    assert!(page.estimate().monthly.amount.micros() > 0);
    page.leave();
}

#[wasm_bindgen_test]
async fn a_combination_of_ones_own_is_judged() {
    let page =
        mount(r#"{"groups":[{"name":"A","people":5}],"apps":[{"name":"One","connectors":["SQL Server"]}]}"#).await;
    let cheapest = page.estimate();
    let plan = cheapest.lines.first().map(|line| line.plan.to_string()).unwrap_or_default();
    page.press("A combination of your own: show").await;
    page.choose("own-own").await;
    let judged = page.estimate();
    assert!(judged.valid && judged.optimality.is_none());
    assert_eq!(judged.monthly, cheapest.monthly, "it starts from the cheapest");
    page.type_into(&format!("unassigned.{plan}"), "3").await;
    assert!(!page.estimate().valid, "three are too few for five people");
    page.choose("own").await;
    assert!(page.estimate().optimality.is_some());
    page.leave();
}

#[wasm_bindgen_test]
async fn examples_are_one_click_away_and_can_be_undone() {
    let page = mount("{}").await;
    let examples = page.count(".template");
    assert!(examples >= 10, "{examples}");
    for place in 0..examples {
        page.click_nth(".template", place).await;
        assert!(!page.scenario().name.is_empty());
        assert!(page.estimate().valid, "{}", page.scenario().name);
        page.press("Examples").await;
    }
    page.leave();
}

#[wasm_bindgen_test]
async fn a_host_changes_the_scenario_and_bad_ones_say_so() {
    let mut page = mount(r#"{"name":"First"}"#).await;
    page.give(r#"{"name":"Second","groups":[{"name":"A","people":3}]}"#).await;
    assert_eq!(page.value("name"), "Second");
    page.give(r#"{"groups":[{"name":"A","people":"many"}]}"#).await;
    // The page alone says what is wrong; the way to the place comes with the build for other people's pages.
    assert!(page.text().contains("expected a whole number"), "what would be right is named");
    page.leave();
}

#[wasm_bindgen_test]
async fn an_embed_leaves_address_and_storage_alone() {
    let window = gloo::utils::window();
    let address = window.location().href();
    let page = mount("{}").await;
    page.type_into("groups[0].people", "77").await;
    gloo::timers::future::TimeoutFuture::new(600).await;
    assert_eq!(window.location().href(), address);
    let kept = window.local_storage().ok().flatten().and_then(|storage| storage.get_item("plancost").ok().flatten());
    assert_eq!(kept, None);
    page.leave();
}

#[wasm_bindgen_test]
async fn two_pages_do_not_share() {
    let (one, two) = (
        mount(r#"{"groups":[{"name":"A","people":1}]}"#).await,
        mount(r#"{"groups":[{"name":"A","people":2}]}"#).await,
    );
    one.type_into("groups[0].people", "100").await;
    assert_eq!(two.value("groups[0].people"), "2");
    one.leave();
    two.type_into("groups[0].people", "3").await;
    assert_eq!(two.scenario().groups.first().map(|group| group.people.get()), Some(3));
    two.leave();
}

/// Every field that can be typed into has a name for those who hear it.
#[wasm_bindgen_test]
async fn every_field_has_a_label() {
    let page: Page = mount("{}").await;
    page.click_nth(".template", page.count(".template") - 1).await;
    assert_eq!(page.unlabelled(), Vec::<String>::new());
    page.leave();
}
