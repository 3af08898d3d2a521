"""The diagram of the states, drawn from the steps by `transitions` itself (Mermaid)."""

from __future__ import annotations

from transitions.extensions.factory import MachineFactory

from ce_workflow.states.machine import ARROWS
from ce_workflow.states.names import DRAFT, STATES


def mermaid() -> str:
    """The life of a claim as a Mermaid state diagram; steps that stay in a state are left out."""
    drawn = MachineFactory.get_predefined(graph=True)(
        states=list(STATES),
        transitions=[arrow for arrow in ARROWS if arrow["source"] != arrow["dest"]],
        initial=DRAFT,
        auto_transitions=False,
        graph_engine="mermaid",
    )
    lines = drawn.get_combined_graph().source.splitlines()
    arrows = [line for line in lines if "-->" in line]  # the rest is styling for the library's own colours
    return "\n".join(["stateDiagram-v2", *arrows])
