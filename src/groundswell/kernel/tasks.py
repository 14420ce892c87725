"""The kernel's own housekeeping: what has done its work is not kept for ever."""

from datetime import timedelta

from django.utils import timezone

from groundswell.kernel.models import News, Sending
from groundswell.kernel.schedule import every

KEEP_SENDINGS = timedelta(days=3)
KEEP_NEWS = timedelta(days=30)


@every(timedelta(hours=12))
def drop_what_is_done() -> object:
    """Numbers of forms nobody will send again, and news everybody has had."""
    now = timezone.now()
    n_sendings, _each = Sending.objects.filter(sent_at__lt=now - KEEP_SENDINGS).delete()
    n_news, _each = News.objects.filter(delivered_at__lt=now - KEEP_NEWS).delete()
    return n_sendings + n_news
