"""`{% part name facts %}`: a part of a page that is rendered once for what it shows."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token

from guests.keeping import part as kept_part

register = template.Library()


class PartNode(template.Node):
    """The nodes between `{% part … %}` and `{% endpart %}`."""

    def __init__(self, name: str, facts: FilterExpression, nodelist: NodeList) -> None:
        self.name = name
        self.facts = facts
        self.nodelist = nodelist

    def render(self, context: Any) -> Any:
        return kept_part(
            f"{self.origin.name} {self.name}",
            facts=self.facts.resolve(context),
            make=lambda: self.nodelist.render(context),
        )


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """`{% part head facts %}…{% endpart %}`: kept by its name in the template and the facts (`guests.keeping.part`).

    Nothing in it may depend on anything but the facts. What it alone shows is best given as callables, which are not
    called where it is kept. A template that extends this one shares its parts: where it fills a block within one
    otherwise, it gives no facts.
    """
    try:
        _tag, name, facts = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("A part has a name and facts: {% part head facts %}.") from None
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(name, parser.compile_filter(facts), nodelist)
