"""The schema as small steps, one module per capability; a step that is out is never edited.

Modules are named after their first step, so their order here is the order of the steps.
"""

from index.migrations import (
    m001_sources_and_runs,
    m002_records,
    m004_people,
    m005_projects,
    m008_decisions,
    m030_own_words,
    m040_feedback,
    m050_reviews,
    m060_projects_in_full,
    m080_accounts,
    m090_desk,
    m100_calendars,
    m110_letters,
    m120_together,
    m130_audit_later,
    m140_applications,
    m150_duties,
    m155_joint_applications,
    m160_advice,
    m162_trainings,
    m163_attached_files,
    m165_cost_shares,
    m170_forecasts,
    m171_knowledge,
    m175_project_costs,
    m180_desk_order,
)
from index.migrations.steps import migrations

STEPS = (
    m001_sources_and_runs,
    m002_records,
    m004_people,
    m005_projects,
    m008_decisions,
    m030_own_words,
    m040_feedback,
    m050_reviews,
    m060_projects_in_full,
    m080_accounts,
    m090_desk,
    m100_calendars,
    m110_letters,
    m120_together,
    m130_audit_later,
    m140_applications,
    m150_duties,
    m155_joint_applications,
    m160_advice,
    m162_trainings,
    m163_attached_files,
    m165_cost_shares,
    m170_forecasts,
    m171_knowledge,
    m175_project_costs,
    m180_desk_order,
)
"""Every module of steps, in order; importing it is what enters its steps."""

__all__ = ["STEPS", "migrations"]
