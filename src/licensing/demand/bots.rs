//! What bots and agents of the contact centre ask of the tenant (R21, R22, POOL-1, POOL-2).

use super::{Demand, RightNeed, push_pool};
use crate::licensing::resolve::Resolved;
use crate::licensing::words::count_of;
use crate::licensing::{needs, readings};
use crate::pricebook::Plan;
use crate::pricebook::schema::{Limit, Pool, Right};
use crate::report::Step;

/// R22: whether a bot stays with what Microsoft 365 brings for Teams, so that no license of the tenant stands behind it.
pub fn is_within_teams(resolved: &Resolved, bot: usize) -> bool {
    let teams_only = resolved.scenario.bots.get(bot).is_some_and(|bot| bot.teams_only);
    let premium_flow = || resolved.flows.values().any(|flow| flow.bot == Some(bot) && !flow.premium.is_empty());
    teams_only && resolved.anybody_holds(Right::TeamsBots) && !premium_flow() && !exceeds_teams(resolved, bot)
}

/// Days of the longest month.
const DAYS: u64 = 31;

/// Whether a bot has more sessions in a month than the people of the groups may have with bots in Teams.
fn exceeds_teams(resolved: &Resolved, bot: usize) -> bool {
    let each = resolved.book.limit_value(Limit::TeamsSessionsPerUser);
    if each == 0 || resolved.scenario.groups.is_empty() {
        return false;
    }
    let holds = |plans: &[&Plan]| plans.iter().any(|plan| plan.gives(Right::TeamsBots));
    let people: u64 = resolved.people.iter().filter(|people| holds(&people.holds)).map(|people| people.count).sum();
    let sessions = resolved.scenario.bots.get(bot).map_or(0, |bot| bot.sessions_per_month.wide());
    sessions > people.saturating_mul(each).saturating_mul(DAYS)
}

/// R21 and R22: bots need the license of the tenant and one for each author, but none for those who talk to them.
pub(super) fn bots(resolved: &Resolved, demand: &mut Demand) {
    let teams_plan = resolved.anybody_holds(Right::TeamsBots);
    let mut authors = Step::says("Each person who creates or manages bots needs a license as an author.").by("R21");
    let mut tenant = Step::says("Bots need a license of the tenant; people who talk to them need none.").by("R21");
    let mut sessions = Step::says("Billed sessions are pooled over all bots of the tenant.").by("POOL-1");
    let (mut author_count, mut session_count, mut any) = (0_u64, 0_u64, false);
    for (index, bot) in resolved.scenario.bots.iter().enumerate().filter(|(_, bot)| !bot.off) {
        let premium_flow = resolved.flows.values().any(|flow| flow.bot == Some(index) && !flow.premium.is_empty());
        if is_within_teams(resolved, index) {
            continue;
        }
        any = true;
        author_count += bot.authors.wide();
        session_count += bot.sessions_per_month.wide();
        let why = match (bot.teams_only, premium_flow, teams_plan) {
            (true, true, true) => {
                " It lives in Teams only, but calls a premium flow, which the bots of Microsoft 365 may not."
            }
            (true, ..) if exceeds_teams(resolved, index) => {
                " It lives in Teams only, but has more sessions than its people may have there."
            }
            (true, _, false) => " It lives in Teams only, but nobody holds a suite that brings bots for Teams.",
            _ => "",
        };
        tenant = tenant.because(Step::says(format!("{} is a bot of the tenant.{why}", bot.name)).by("R22"));
        authors = authors.because(Step::says(format!("{} has {}.", bot.name, count_of(bot.authors.wide(), "author"))));
        let used = count_of(bot.sessions_per_month.wide(), "billed session");
        sessions = sessions.because(Step::says(format!("{} has {used} a month.", bot.name)));
    }
    if !any {
        return;
    }
    let held = resolved.people.iter().flat_map(|people| people.holds.iter().copied());
    tenant.because.extend(needs::no_right_to_run(held, "bots"));
    if let Some(plan) = resolved.trials.iter().find(|plan| plan.gives(Right::RunBots)) {
        let text =
            format!("{} is tried out, so neither it nor its sessions nor its authors cost anything yet.", plan.name);
        let reason = tenant.because(Step::says(text).by("TRIAL-1"));
        return demand.rights.push(RightNeed { right: Right::RunBots, count: 0, path: "bots".into(), reason });
    }
    demand.rights.push(RightNeed { right: Right::RunBots, count: 1, path: "bots".into(), reason: tenant });
    if author_count > 0 && !readings::authors_need_no_license(resolved.book) {
        let need = RightNeed { right: Right::AuthorBots, count: author_count, path: "bots".into(), reason: authors };
        demand.rights.push(need);
    }
    push_pool(demand, Pool::BilledSessions, session_count, "bots", sessions);
}

/// Agents of the contact centre and conversations with bots, pooled over the tenant.
pub(super) fn omnichannel(resolved: &Resolved, demand: &mut Demand) {
    let centre = &resolved.scenario.omnichannel;
    let agents = [
        (Right::Chat, centre.chat, "omnichannel.chat", "chat with customers"),
        (
            Right::DigitalMessaging,
            centre.digital_messaging,
            "omnichannel.digital_messaging",
            "use digital messaging channels",
        ),
    ];
    for (right, count, path, what) in agents {
        if !count.is_zero() {
            let reason =
                Step::says(format!("{} {what}; each needs a license for it.", count_of(count.wide(), "agent")));
            demand.rights.push(RightNeed { right, count: count.wide(), path: path.into(), reason });
        }
    }
    let agents = centre.chat.wide().max(centre.digital_messaging.wide());
    if agents > 0 {
        let text = "Chat and digital messaging stand on the base license of customer service, one for each agent.";
        let reason = Step::says(text).by("PRE-1");
        let path = "omnichannel.hold_customer_service".into();
        demand.rights.push(RightNeed { right: Right::CustomerService, count: agents, path, reason });
    }
    let amount = centre.bot_conversations_per_month.wide();
    let text = format!("The tenant has {} a month, pooled.", count_of(amount, "bot conversation"));
    let reason = Step::says(text).by("POOL-2");
    push_pool(demand, Pool::BotConversations, amount, "omnichannel.bot_conversations_per_month", reason);
}
