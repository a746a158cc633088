//! Readings that are rules rather than figures: what each of them decides, in one place.
//!
//! The book holds the answers with their sources; an edition that does not know a question takes the milder answer.

use crate::pricebook::Book;

/// R11: whether those who answer approvals need a plan for flows.
pub fn approvers_are_licensed(book: &Book) -> bool {
    book.reads("approvers", "licensed")
}

/// R12: whether those who change a premium flow beside its owner need a plan for flows.
pub fn co_owners_are_licensed(book: &Book) -> bool {
    book.reads("co-owners", "each")
}

/// R16: whether flows under an account that no person works with need licenses of their own.
pub fn service_accounts_need_flow_licenses(book: &Book) -> bool {
    book.reads("service-accounts", "each-flow")
}

/// R3: whether those who write to a SharePoint list answer for the premium flow that starts by it, and not its owner alone.
pub fn list_writers_are_licensed(book: &Book) -> bool {
    book.reads("sharepoint-list-flow", "each-user")
}

/// R3: whether everybody whose work runs a premium flow answers for it, whatever starts it.
pub fn every_runner_is_licensed(book: &Book) -> bool {
    book.reads("who-runs-a-flow", "every-runner")
}

/// R9: whether a premium flow that another one calls asks for nothing.
pub fn child_flows_ask_for_nothing(book: &Book) -> bool {
    book.reads("child-flows", "not-counted")
}

/// R9: whether a business process flow asks for nothing.
pub fn process_flows_ask_for_nothing(book: &Book) -> bool {
    book.reads("process-flows", "not-counted")
}

/// R17: whether one account stands for nobody else behind any premium connector, not only behind some.
pub fn multiplexing_is_of_every_product(book: &Book) -> bool {
    book.reads("multiplexing", "every-product")
}

/// R21: whether authors of bots need no license beside that of the organization.
pub fn authors_need_no_license(book: &Book) -> bool {
    book.reads("bot-licenses", "tenant-only")
}
