"""Every permission, what it means to a person, and which roles hold it. There is no other place.

A role is held in one network: by a dated membership, by a dated term as co-chair, or by a signed link.
Nobody holds everything, and no operator is exempt.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """How somebody stands towards a network."""

    VISITOR = "visitor"
    MEMBER = "member"
    STUDENT = "student"
    STAFF = "staff"
    ALUMNI = "alumni"
    PARTNER = "partner"
    COCHAIR = "cochair"
    SYSTEM = "system"
    # Of the sealed room alone; no membership gives them.
    RAISER = "raiser"  # whoever a receipt opened a concern for, about that concern
    LISTENER = "listener"  # with an unlocked key, in one network
    CUSTODIAN = "custodian"  # keeps a word share of a listener's key


class Permission(StrEnum):
    """What may be done. The value is also the verb of a signed link."""

    NETWORK_SEE = "network.see"
    NETWORK_SETTINGS = "network.settings"
    NETWORK_FOUND = "network.found"
    MEMBER_INVITE = "member.invite"
    MEMBER_ADMIT = "member.admit"
    MEMBER_EDIT = "member.edit"
    MEMBER_IMPORT = "member.import"
    NETWORK_JOIN = "network.join"
    TERM_GIVE = "term.give"
    DIRECTORY_EDIT = "directory.edit"
    CALENDAR_EDIT = "calendar.edit"
    HANDOVER_RUN = "handover.run"
    SISTER_LINK = "sister.link"
    SITE_ROUTES = "site.routes"
    ROUTE_ANSWER = "route.answer"

    MEETING_PLAN = "meeting.plan"
    POLL_OPEN = "poll.open"
    POLL_ANSWER = "poll.answer"
    TIMETABLE_UPLOAD = "timetable.upload"
    WEEK_PAINT = "week.paint"
    AGENDA_PROPOSE = "agenda.propose"
    AGENDA_ORDER = "agenda.order"
    MINUTES_WRITE = "minutes.write"
    MINUTES_SEND = "minutes.send"
    MINUTES_IMPORT = "minutes.import"
    ACTION_ANSWER = "action.answer"
    ACTION_REASSIGN = "action.reassign"
    MEETING_SHARE = "meeting.share"

    PROJECT_START = "project.start"
    PROJECT_LEAD = "project.lead"
    PROJECT_JOIN = "project.join"
    PROJECT_STOP = "project.stop"
    PROJECT_SHARE = "project.share"
    CHANGE_RECORD = "change.record"
    CHANGE_REVIEW = "change.review"
    CHANGE_MARK = "change.mark"
    ASK_SEND = "ask.send"
    ASK_ANSWER = "ask.answer"
    ASK_DELIVER = "ask.deliver"
    ASK_VERDICT = "ask.verdict"
    ASK_REPLY = "ask.reply"

    SUGGESTION_RAISE = "suggestion.raise"
    SUGGESTION_HANDLE = "suggestion.handle"
    SUGGESTION_FOLLOW = "suggestion.follow"
    SUGGESTION_RATE = "suggestion.rate"

    STORY_GIVE = "story.give"
    STORY_PUBLISH = "story.publish"
    STORY_WITHDRAW = "story.withdraw"
    WALL_EDIT = "wall.edit"

    CONCERN_RAISE = "concern.raise"
    CONCERN_FOLLOW = "concern.follow"
    CONCERN_KEEP = "concern.keep"
    CONCERN_WITHDRAW = "concern.withdraw"
    CONCERN_HANDLE = "concern.handle"
    CONCERN_HOLD = "concern.hold"
    CONCERN_PURGE = "concern.purge"
    CONCERN_REMIND = "concern.remind"
    CONCERN_COUNT = "concern.count"
    RELEASE_PUBLISH = "release.publish"
    RELEASE_WORK_OUT = "release.work_out"
    CONCERN_CARRY = "concern.carry"
    CONCERN_REFER = "concern.refer"
    CONCERN_RISK = "concern.risk"
    CONCERN_AGREE = "concern.agree"
    LISTENER_BECOME = "listener.become"
    LISTENER_PROPOSE = "listener.propose"
    LISTENER_CONSENT = "listener.consent"
    SHARE_KEEP = "share.keep"

    @property
    def description(self) -> str:
        """What the permission lets somebody do, in words shown to people."""
        return str(DESCRIPTIONS[self])


P = Permission

DESCRIPTIONS = {
    P.NETWORK_SEE: _("See the network’s own pages"),
    P.NETWORK_SETTINGS: _("Change the network’s name, colour and official routes"),
    P.NETWORK_FOUND: _("Start a new network"),
    P.MEMBER_INVITE: _("Invite people"),
    P.MEMBER_ADMIT: _("Say yes or no to a request to join"),
    P.MEMBER_EDIT: _("Correct a membership: kind, year group, dates"),
    P.MEMBER_IMPORT: _("Bring members in from a spreadsheet"),
    P.NETWORK_JOIN: _("Ask to join, or accept an invitation"),
    P.TERM_GIVE: _("Give and end co-chair terms"),
    P.DIRECTORY_EDIT: _("Keep the directory of offices, departments and placement sites"),
    P.CALENDAR_EDIT: _("Keep the institution’s calendar"),
    P.HANDOVER_RUN: _("Pass on what a leaver holds"),
    P.SISTER_LINK: _("Link a sister network"),
    P.SITE_ROUTES: _("Say whom to tell at a placement site, and check whether students know"),
    P.ROUTE_ANSWER: _("Say whether you know whom to tell where you are placed"),
    P.MEETING_PLAN: _("Plan, move and cancel meetings"),
    P.POLL_OPEN: _("Ask when people can come"),
    P.POLL_ANSWER: _("Say when you can come"),
    P.TIMETABLE_UPLOAD: _("Add a year group’s timetable"),
    P.WEEK_PAINT: _("Paint your own usual week"),
    P.AGENDA_PROPOSE: _("Put something on the agenda"),
    P.AGENDA_ORDER: _("Reorder the agenda"),
    P.MINUTES_WRITE: _("Write minutes, decisions and actions"),
    P.MINUTES_SEND: _("Send the minutes out"),
    P.MINUTES_IMPORT: _("Bring in past minutes"),
    P.ACTION_ANSWER: _("Say an action is done or stuck"),
    P.ACTION_REASSIGN: _("Pass an action to somebody else"),
    P.MEETING_SHARE: _("Share a meeting with a sister network"),
    P.PROJECT_START: _("Start a project"),
    P.PROJECT_LEAD: _("Lead a project: move, adapt, note what resisted"),
    P.PROJECT_JOIN: _("Join or leave a project"),
    P.PROJECT_STOP: _("Stop a project, with the reason"),
    P.PROJECT_SHARE: _("Share a project with a sister network"),
    P.CHANGE_RECORD: _("Record what changed"),
    P.CHANGE_REVIEW: _("Say whether a change still holds"),
    P.CHANGE_MARK: _("Mark a change shown or measured"),
    P.ASK_SEND: _("Ask something of an office"),
    P.ASK_ANSWER: _("Answer what is asked of your office"),
    P.ASK_DELIVER: _("Record what an office answered or delivered"),
    P.ASK_VERDICT: _("Say whether a delivered commitment is felt"),
    P.ASK_REPLY: _("Reply to a verdict on your office’s commitment"),
    P.SUGGESTION_RAISE: _("Raise something"),
    P.SUGGESTION_HANDLE: _("Answer, pass on or convert what was raised"),
    P.SUGGESTION_FOLLOW: _("Follow what you raised, and write more"),
    P.SUGGESTION_RATE: _("Say whether what you raised was answered well"),
    P.STORY_GIVE: _("Give a story, and say who may read it"),
    P.STORY_PUBLISH: _("Put a consented story on the wall"),
    P.STORY_WITHDRAW: _("Withdraw your own story"),
    P.WALL_EDIT: _("Choose what the public wall shows first"),
    P.CONCERN_RAISE: _("Raise a concern with the listeners, sealed"),
    P.CONCERN_KEEP: _("Keep the receipt of what you wrote under your name in your own account"),
    P.CONCERN_FOLLOW: _("Follow your own concern by its receipt, and write more"),
    P.CONCERN_WITHDRAW: _("Withdraw your own concern"),
    P.CONCERN_HANDLE: _("Open and answer a concern whose key you hold"),
    P.CONCERN_HOLD: _("Place or lift a legal hold, together with a second listener"),
    P.CONCERN_PURGE: _("Delete a closed concern whose time is over"),
    P.CONCERN_REMIND: _("Remind those who hold a concern's key that a day runs out"),
    P.CONCERN_COUNT: _("Add closed concerns to counters that lead back to none"),
    P.RELEASE_PUBLISH: _("Publish the figures of a period, once small numbers are hidden"),
    P.RELEASE_WORK_OUT: _("Work out which figures of a period may be shown"),
    P.CONCERN_CARRY: _("Suggest words of a concern for the open, which its raiser must approve"),
    P.CONCERN_REFER: _("Pass a concern on to another route, once its raiser said yes"),
    P.CONCERN_RISK: _("With a second listener, pass on a serious risk without the raiser’s yes"),
    P.CONCERN_AGREE: _("Say yes or no to words or to passing on, and take words back"),
    P.LISTENER_BECOME: _("Make the key you listen with, once you were asked and agreed to"),
    P.LISTENER_PROPOSE: _("Propose a listener, record their training, end their listening"),
    P.LISTENER_CONSENT: _("Record the network’s consent to a listener"),
    P.SHARE_KEEP: _("Read the word share you keep for a listener, once, and say that you have it"),
}

# Following and rating are held by everybody for what they raised themselves; the services see to that.
_VISITOR = {
    P.SUGGESTION_RAISE,
    P.SUGGESTION_FOLLOW,
    P.SUGGESTION_RATE,
    P.NETWORK_JOIN,
    P.CONCERN_RAISE,
}
_MEMBER = _VISITOR | {
    P.NETWORK_SEE,
    P.ROUTE_ANSWER,
    P.MEMBER_INVITE,
    P.POLL_ANSWER,
    P.WEEK_PAINT,
    P.AGENDA_PROPOSE,
    P.MINUTES_WRITE,
    P.ACTION_ANSWER,
    P.PROJECT_START,
    P.PROJECT_LEAD,
    P.PROJECT_JOIN,
    P.CHANGE_RECORD,
    P.CHANGE_REVIEW,
    P.ASK_VERDICT,
    P.STORY_GIVE,
    P.STORY_WITHDRAW,
    P.LISTENER_BECOME,
    P.CONCERN_KEEP,
}
_COCHAIR = _MEMBER | {
    P.NETWORK_SETTINGS,
    P.NETWORK_FOUND,
    P.MEMBER_ADMIT,
    P.MEMBER_EDIT,
    P.MEMBER_IMPORT,
    P.TERM_GIVE,
    P.DIRECTORY_EDIT,
    P.CALENDAR_EDIT,
    P.HANDOVER_RUN,
    P.SISTER_LINK,
    P.SITE_ROUTES,
    P.MEETING_PLAN,
    P.POLL_OPEN,
    P.TIMETABLE_UPLOAD,
    P.AGENDA_ORDER,
    P.MINUTES_SEND,
    P.MINUTES_IMPORT,
    P.ACTION_REASSIGN,
    P.MEETING_SHARE,
    P.PROJECT_STOP,
    P.PROJECT_SHARE,
    P.CHANGE_MARK,
    P.ASK_SEND,
    P.ASK_DELIVER,
    P.SUGGESTION_HANDLE,
    P.STORY_PUBLISH,
    P.WALL_EDIT,
    P.LISTENER_PROPOSE,
    P.LISTENER_CONSENT,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: frozenset(_VISITOR),
    Role.MEMBER: frozenset(_MEMBER),
    Role.STUDENT: frozenset({P.TIMETABLE_UPLOAD}),
    Role.STAFF: frozenset(),
    Role.ALUMNI: frozenset(),
    Role.PARTNER: frozenset(),
    Role.COCHAIR: frozenset(_COCHAIR),
    Role.RAISER: frozenset({P.CONCERN_FOLLOW, P.CONCERN_WITHDRAW, P.CONCERN_AGREE}),
    Role.LISTENER: frozenset(
        {
            P.CONCERN_HANDLE,
            P.CONCERN_HOLD,
            P.CONCERN_COUNT,
            P.RELEASE_PUBLISH,
            P.CONCERN_CARRY,
            P.CONCERN_REFER,
            P.CONCERN_RISK,
        }
    ),
    Role.CUSTODIAN: frozenset({P.SHARE_KEEP}),
    Role.SYSTEM: frozenset(
        {
            P.SITE_ROUTES,  # a check ends by itself
            P.NETWORK_FOUND,
            P.MEMBER_IMPORT,
            P.TERM_GIVE,
            P.AGENDA_PROPOSE,
            P.CHANGE_MARK,
            P.ASK_SEND,  # a verdict becomes public when the office's time to reply is over
            P.MINUTES_IMPORT,
            P.SUGGESTION_RAISE,
            P.SUGGESTION_HANDLE,
            P.STORY_WITHDRAW,
            P.CONCERN_REMIND,
            P.CONCERN_PURGE,
            P.RELEASE_WORK_OUT,
            P.CONCERN_CARRY,  # approved words go when their day comes
            P.AGENDA_ORDER,  # and leave the agenda when whoever approved them takes them back
        }
    ),
}

# Held through a signed link alone, by somebody who may have no account: an office answering an ask,
# a raiser without one who is asked whether the answer helped.
BY_LINK = frozenset(
    {
        P.ASK_ANSWER,
        P.ASK_REPLY,
        P.SUGGESTION_FOLLOW,
        P.SUGGESTION_RATE,
        P.STORY_WITHDRAW,
        P.NETWORK_JOIN,
    }
)


def granted(roles: frozenset[Role]) -> frozenset[Permission]:
    """All that these roles together may do."""
    return frozenset().union(*(GRANTS[role] for role in roles))
