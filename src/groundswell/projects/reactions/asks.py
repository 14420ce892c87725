"""Letters that follow from what happened to an ask."""

from groundswell.kernel.events import on
from groundswell.projects import services
from groundswell.projects.events import (
    AskAnswered,
    AskClosed,
    AskDelivered,
    AskJudged,
    AskRejoined,
    AskResent,
    AskSent,
)
from groundswell.projects.queries.asks import ask as ask_by_id


@on(AskSent)
def write_to_the_office(event: AskSent) -> None:
    if ask := ask_by_id(event.ask_id):
        services.send_letter(ask)


@on(AskResent)
def write_again(event: AskResent) -> None:
    if ask := ask_by_id(event.ask_id):
        services.send_letter(ask, again=True)


@on(AskRejoined)
def write_what_was_said(event: AskRejoined) -> None:
    ask = ask_by_id(event.ask_id)
    line = ask.steps.filter(pk=event.step_id).first() if ask else None
    if ask and line:
        services.send_rejoinder(ask, line)


@on(AskAnswered)
def tell_the_network(event: AskAnswered) -> None:
    if ask := ask_by_id(event.ask_id):
        services.tell_of_answer(ask)


@on(AskDelivered)
def ask_whether_it_is_felt(event: AskDelivered) -> None:
    if ask := ask_by_id(event.ask_id):
        services.ask_members(ask)


@on(AskJudged)
def show_the_office_first(event: AskJudged) -> None:
    if ask := ask_by_id(event.ask_id):
        services.send_letter(ask)


@on(AskClosed)
def tell_the_office(event: AskClosed) -> None:
    if ask := ask_by_id(event.ask_id):
        services.send_ending(ask)
