//! Restricted tables of an app: their names, and whether the app writes them.

use yew::prelude::*;

use super::words;
use crate::app::draft::{AppDraft, TableDraft, Uid};
use crate::app::parts::{Button, Desk, Field, Select, use_desk};
use crate::app::state::Action;

/// Properties of [`Tables`].
#[derive(Properties, PartialEq)]
pub struct TablesProps {
    /// The path of the list.
    pub path: AttrValue,
    /// The app.
    pub uid: Uid,
    /// Its name.
    pub name: AttrValue,
    /// The tables.
    pub tables: Vec<TableDraft>,
}

/// Restricted tables of an app.
#[component]
pub fn Tables(props: &TablesProps) -> Html {
    let Some(desk) = use_desk() else {
        return html! { <div hidden={true} /> };
    };
    let app = props.uid;
    let add = desk.dispatch.reform(move |()| {
        Action::edit(app, "tables", move |draft| {
            let uid = draft.next_uid();
            draft.edit(app, |app: &mut AppDraft| app.tables.push(TableDraft { uid, ..TableDraft::default() }));
        })
    });
    html! {
        <div class="tables">
            <ul aria-label={format!("Restricted tables of {}", props.name)} hidden={props.tables.is_empty()}>
                { for props.tables.iter().enumerate().map(|(place, table)| row(props, &desk, place, table)) }
            </ul>
            { Button::new("Add a restricted Dynamics 365 table", add).id(props.path.clone()).draw() }
        </div>
    }
}

fn row(props: &TablesProps, desk: &Desk, place: usize, table: &TableDraft) -> Html {
    let path = format!("{}[{place}]", props.path);
    let (app, uid) = (props.uid, table.uid);
    let on_input =
        desk.dispatch.reform(move |text: String| change(app, uid, "table", move |table| table.name.clone_from(&text)));
    let on_pick = desk.dispatch.reform(move |picked: String| {
        change(app, uid, "access", move |table| words::pick(&words::ACCESS, &picked, &mut table.access))
    });
    let on_press = desk.dispatch.reform(move |()| {
        Action::edit(app, "tables", move |draft| {
            draft.edit(app, |app: &mut AppDraft| app.tables.retain(|table| table.uid != uid));
        })
    });
    html! {
        <li class="amount-row" key={uid}>
            <Field path={format!("{path}.name")} label="Name of the table" words="table" value={table.name.clone()} {on_input} />
            <Select path={format!("{path}.access")} label={format!("What happens to {}", table.name)} words="is"
                choices={words::choices(&words::ACCESS)} value={words::value(&words::ACCESS, &table.access)} {on_pick} />
            { Button::new("Remove", on_press).label(format!("Remove the table {}", table.name)).draw() }
        </li>
    }
}

fn change(app: Uid, uid: Uid, field: &str, change: impl Fn(&mut TableDraft) + 'static) -> Action {
    Action::edit(app, format!("{field} {uid}"), move |draft| {
        draft.edit(app, |app: &mut AppDraft| app.tables.iter_mut().filter(|table| table.uid == uid).for_each(&change));
    })
}
