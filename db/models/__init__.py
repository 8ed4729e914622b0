"""Every mapped class, imported once so that ``Base.metadata`` is complete."""

from db.models.article import Article, ArticleVersion
from db.models.article_review import ArticleComment, ReviewAnswer
from db.models.audit import AuditEntry
from db.models.base import Base
from db.models.call import Call
from db.models.clinic import Choice, ClosedDay, OpeningPeriod, Setting, YearCounter
from db.models.consent import Consent
from db.models.derived import (
    counted,
    day_count,
    lexicon,
    person_key,
    phone_suffix,
    tally,
)
from db.models.desk_text import (
    DeskCard,
    DeskCardVersion,
    QuestionBodyArea,
    QuestionService,
    QuestionVersion,
    ScreeningQuestion,
)
from db.models.enquiry import Enquiry, HandOver, SaidDeskCard, ScreeningAnswer
from db.models.erasure import Erasure
from db.models.follow_up import Attempt, FollowUp
from db.models.handout import HandoutRecord
from db.models.importing import ImportRun
from db.models.paper import PrintedList
from db.models.person import (
    FormerName,
    NotTheSame,
    Person,
    PersonMerge,
    PersonPhone,
    Phone,
    Relation,
)
from db.models.picture import StoredPicture
from db.models.service import (
    Service,
    ServiceAlias,
    ServiceArticle,
    ServicePractitioner,
)
from db.models.staff import Staff, StaffSecret

__all__ = [
    "Article",
    "ArticleComment",
    "ArticleVersion",
    "Attempt",
    "AuditEntry",
    "Base",
    "Call",
    "Choice",
    "ClosedDay",
    "Consent",
    "DeskCard",
    "DeskCardVersion",
    "Enquiry",
    "Erasure",
    "FollowUp",
    "FormerName",
    "HandOver",
    "HandoutRecord",
    "ImportRun",
    "NotTheSame",
    "OpeningPeriod",
    "Person",
    "PersonMerge",
    "PersonPhone",
    "Phone",
    "PrintedList",
    "QuestionBodyArea",
    "QuestionService",
    "QuestionVersion",
    "Relation",
    "ReviewAnswer",
    "SaidDeskCard",
    "ScreeningAnswer",
    "ScreeningQuestion",
    "Service",
    "ServiceAlias",
    "ServiceArticle",
    "ServicePractitioner",
    "Setting",
    "Staff",
    "StaffSecret",
    "StoredPicture",
    "YearCounter",
    "counted",
    "day_count",
    "lexicon",
    "person_key",
    "phone_suffix",
    "tally",
]
