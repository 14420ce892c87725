"""``{% url %}`` as Django has it, asking for the same address only once. Built in: no template loads it."""

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from groundswell.kernel.web import address

register = template.Library()


class Url(defaulttags.URLNode):
    """Addresses here hang on nothing but a page's name and what is in its path."""

    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        args = [arg.resolve(context) for arg in self.args]
        try:
            found = address(self.view_name.resolve(context), *args)
        except NoReverseMatch:
            if self.asvar is None:
                raise
            found = ""
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> Url:
    """Read as Django reads it, drawn from memory."""
    node = defaulttags.url(parser, token)
    return Url(node.view_name, node.args, node.kwargs, node.asvar)
