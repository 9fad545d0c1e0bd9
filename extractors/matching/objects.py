"""Objects: what the tree calls the object of another verb is none of the trigger's."""

from __future__ import annotations

from extractors.view import View
from schemas.match import Mention


def is_object(view: View, mention: Mention) -> bool:
    """Whether a mention is the object, or one of the objects, of the verb that stands before it."""
    head = mention.head
    while view.tokens[head].rel == "conj" and 0 <= view.tokens[head].head < head:
        head = view.tokens[head].head
    listed = view.mention_at(head)
    governor = view.governor(listed) if listed is not None else -1
    return not mention.prep and mention.case in ("acc", "") and view.tokens[head].rel == "obj" and 0 <= governor < head


def has_own_object(view: View, mention: Mention, t: int) -> bool:
    """Whether the object of a verb before the trigger is asked for, while the trigger has another one of its own."""
    before = is_object(view, mention) and view.governor(mention) < mention.head < t
    return before and any(view.tokens[c].rel == "obj" and c > t for c in view.children[t])


def is_object_below(view: View, mention: Mention, t: int) -> bool:
    """Whether a mention is the object of an infinitive below a participle, or of a verb told next, while the trigger has an object of its own."""
    if mention.prep or mention.case not in ("acc", "") or view.tokens[mention.head].rel != "obj":
        return False
    verb = view.governor(mention)
    if verb < 0:
        return False
    next_told = t < verb < mention.head and view.tokens[verb].pos == "VERB" and view.tokens[verb].head == t and view.tokens[verb].rel == "conj"
    below = view.tokens[verb].feats.form == "inf" and view.tokens[view.tokens[verb].head].feats.form == "part"
    if not (next_told or below):
        return False  # «провести встречи, а также посетить / предприятия»
    return any(view.tokens[c].rel == "obj" and c != mention.head for c in view.children[t])
