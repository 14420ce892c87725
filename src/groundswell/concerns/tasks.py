"""What comes round by itself: dead drafts, old sessions, clocks that run out, the anchor of the chains."""

from datetime import timedelta

from groundswell.concerns.queries import networks_of_concerns, networks_with_concerns
from groundswell.concerns.services import (
    anchor,
    carry_down,
    drop_dead_drafts,
    drop_old_sessions,
    drop_orphans,
    end_for_gone,
    let_go,
    look_after_clocks,
    tell_everybody,
    tidy,
    work_out_releases,
)
from groundswell.concerns.services.raising import DRAFTS_LIVE
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import now, today
from groundswell.kernel.schedule import every


@every(timedelta(hours=6))
def drop_drafts() -> object:
    """A draft nobody sent within a week is gone."""
    return drop_dead_drafts(today() - DRAFTS_LIVE)


@every(timedelta(minutes=30))
def drop_sessions() -> object:
    """A desk nobody is at is locked."""
    return drop_old_sessions(now())


@every(timedelta(hours=24))
def let_go_of_old() -> None:
    """What is over its time goes, and so do sealed bytes no row names."""
    for network in networks_of_concerns():
        let_go(by=SYSTEM, network=network)
    drop_orphans(now() - timedelta(days=1))


@every(timedelta(hours=1))
def tidy_up() -> None:
    """Nothing of what was deleted stays in the database's files."""
    tidy()


@every(timedelta(hours=24))
def anchor_chains() -> None:
    """Where every chain stood when the day began."""
    for network_id in networks_with_concerns():
        anchor(network_id)


@every(timedelta(hours=24))
def carry_approved_words() -> object:
    """What raisers approved goes on the agenda on its day."""
    return carry_down()


@every(timedelta(hours=24))
def remind_key_holders() -> object:
    """A neutral line to who holds a key of something that is due."""
    return look_after_clocks()


@every(timedelta(seconds=10))
def work_out_figures() -> object:
    """Figures a listener asked for, in a program beside this one."""
    return work_out_releases()


@every(timedelta(hours=12))
def end_listening_of_gone() -> object:
    """Who graduated or left listens no more from that day."""
    return end_for_gone()


@every(timedelta(hours=24))
def remind_everybody_to_look() -> object:
    """A letter a month to every member, the same for all."""
    return tell_everybody()
