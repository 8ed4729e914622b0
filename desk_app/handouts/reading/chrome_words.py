"""What the buttons, menus and boxes of web pages say, in many languages.

Each phrase is a whole line; case, marks and spaces do not count.
"""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.words import key_of


def _keys(phrases: str) -> frozenset[str]:
    return frozenset(key_of(phrase) for phrase in phrases.split("/"))


def _by_phrase(lists: Mapping[DropReason, str]) -> dict[str, DropReason]:
    return {phrase: reason for reason, phrases in lists.items() for phrase in _keys(phrases)}


HOME = _keys("""
    home / home page / homepage / inicio / página de inicio / accueil / startseite / início /
    inizio / pagina iniziale / thuis / hem / hjem / etusivu / anasayfa / ana sayfa /
    strona główna / beranda / trang chủ / главная / головна / αρχική / דף הבית / עמוד הבית /
    الرئيسية / الصفحة الرئيسية / 首页 / 首頁 / 主页 / ホーム / 홈
""")

# Never a heading or a sentence of an article, wherever it stands.
SURE = _by_phrase(
    {
        DropReason.MENU: """
            skip to content / skip to main content / skip to navigation / skip navigation /
            toggle navigation / toggle menu / main menu / open menu / close menu /
            site navigation / back to top / scroll to top / return to the home page /
            return to home page / back to home / back to homepage / back to blog /
            back to the home page / go back / log in / sign in / my account / print this page /
            search for / search this site / type and press enter / previous post / next post /
            older posts / newer posts / older post / newer post /
            previous article / next article / previous / next /
            advertisement / sponsored / loading / all posts / see all / load more /
            chat with us / was this page helpful / was this article helpful /
            was this helpful / rate this page / view this email in your browser /
            view in browser / ver en el navegador / im browser ansehen /
            voir dans le navigateur / saltar al contenido / ir al contenido /
            ir al contenido principal / volver arriba / volver al inicio / aller au contenu /
            retour en haut / haut de page / zum inhalt springen / zum hauptinhalt springen /
            nach oben / zurück zur startseite / zurück nach oben / anzeige /
            pular para o conteúdo / ir para o conteúdo / voltar ao topo / vai al contenuto /
            torna su / ga naar de inhoud / naar boven / terug naar boven /
            перейти к содержимому / наверх / דלג לתוכן / انتقل إلى المحتوى / تخطي إلى المحتوى /
            跳到内容 / 返回顶部 / 回到顶部 / 本文へスキップ / トップへ戻る / ページトップへ /
            본문으로 건너뛰기 / 맨 위로
        """,
        DropReason.BUTTON: """
            book now / book online / book online now / book today / buy now / shop now /
            order now / learn more / read more / read more here / continue reading /
            click here / find out more / see more / show more / view more / view all /
            get started / start now / sign up / sign up now / join now / call now / call today /
            call us now / call us today / contact us today / contact us now /
            get in touch today / donate now / schedule now / schedule today / schedule online /
            request appointment / download now / reserve ahora / reserva ahora /
            reservar ahora / reservar cita / leer más / saber más / ver más / más información /
            llámenos hoy / llámanos hoy / llame ahora / llámenos ahora / contáctenos hoy /
            en savoir plus / lire la suite / lire plus / réserver / réservez maintenant /
            prendre rendez-vous / mehr erfahren / weiterlesen / mehr lesen / jetzt buchen /
            termin buchen / jetzt termin buchen / termin vereinbaren /
            jetzt termin vereinbaren / jetzt anrufen / saiba mais / leia mais / agende agora /
            agendar consulta / ligue agora / scopri di più / leggi tutto / leggi di più /
            prenota ora / prenota un appuntamento / chiama ora / lees meer / meer lezen /
            boek nu / afspraak maken / maak een afspraak / подробнее / читать далее /
            записаться / записаться на прием / קרא עוד / קבע תור / اقرأ المزيد / احجز الآن /
            احجز موعدا / اتصل بنا اليوم / 了解更多 / 阅读更多 / 立即预约 / 马上预约 /
            詳しくはこちら / 続きを読む / 今すぐ予約 / 予約する / 더 보기 / 자세히 보기 /
            예약하기 / 지금 예약 / đọc thêm / đặt lịch ngay
        """,
        DropReason.SHARING: """
            share / share this / share this post / share this article / share this page /
            share on / share via / share on facebook / share on twitter / share on linkedin /
            forward to a friend / tweet / tweet this / pin it / like this / follow us /
            follow us on / find us on / connect with us / compartir / comparte / compártelo /
            síguenos / compartir en facebook / compartir este artículo / comparte esto /
            partager / partager sur / partagez / partager cet article / suivez-nous / teilen /
            artikel teilen / beitrag teilen / folgen sie uns / compartilhar / compartilhe /
            siga-nos / condividi / condividi su / seguici / delen / deel dit / volg ons /
            поделиться / שתף / شارك / مشاركة / 分享 / 分享到 / シェア / シェアする /
            공유 / 공유하기 / chia sẻ
        """,
        DropReason.COOKIES: """
            accept / accept all / accept cookies / accept all cookies / reject all / decline /
            cookie settings / cookie policy / cookie preferences / manage cookies /
            manage preferences / aceptar cookies / aceptar todas / aceptar todo /
            rechazar todo / tout accepter / tout refuser / accepter / alle akzeptieren /
            akzeptieren / alle ablehnen / ablehnen / cookie-einstellungen / aceitar todos /
            aceitar cookies / accetta / accetta tutti / rifiuta tutti / alles accepteren /
            accepteren / принять / принять все / 接受 / 全部接受 / 同意する / 모두 동의
        """,
        DropReason.LEGAL: """
            an official website of the united states government / here's how you know /
            all rights reserved / privacy policy / privacy / terms of use / terms of service /
            sitemap / terms and conditions / política de privacidad / aviso legal /
            mentions légales / politique de confidentialité / impressum / datenschutz /
            datenschutzerklärung / agb / política de privacidade / termos de uso /
            informativa sulla privacy / note legali / privacybeleid /
            политика конфиденциальности / מדיניות פרטיות / سياسة الخصوصية / 隐私政策 /
            プライバシーポリシー / 개인정보처리방침
        """,
        DropReason.NEWSLETTER: """
            subscribe / subscribe now / subscribe to our newsletter /
            sign up for our newsletter / join our newsletter / join our mailing list /
            get our newsletter / stay in the loop / never miss a post / newsletter signup /
            unsubscribe / update your preferences / manage your subscription /
            darse de baja / se désabonner / abmelden / newsletter abbestellen /
            cancelar inscrição / annulla iscrizione / uitschrijven / enter your email /
            your email / email address / your email address / suscríbase / suscríbete /
            suscríbase a nuestro boletín / suscríbete a nuestro boletín / s'abonner /
            abonnez-vous à notre newsletter / inscrivez-vous à notre newsletter /
            newsletter abonnieren / abonnieren sie unseren newsletter / newsletter /
            assine nossa newsletter / inscreva-se / iscriviti alla newsletter /
            iscriviti alla nostra newsletter / schrijf je in voor de nieuwsbrief / подписаться /
            подписаться на рассылку / 订阅 / メルマガ登録 / 구독하기
        """,
    }
)

# A menu entry in a menu, a heading when the article goes on below it.
MAYBE = _by_phrase(
    {
        DropReason.MENU: """
            menu / search / about / about us / our story / our team / meet the team /
            our practice / our services / services / treatments / conditions /
            conditions we treat / what we treat / blog / news / events / articles / resources /
            testimonials / reviews / gallery / shop / store / prices / pricing / rates / fees /
            insurance / faq / faqs / locations / location / directions / hours / careers /
            new patients / patient forms / forms / patient portal / portal / gift cards /
            gift certificates / specials / products / cart / login / register / help / support /
            close / print / email / more / yes / no / categories / archives / archive /
            recent comments / meta / massage / acupuncture / chiropractic / physical therapy /
            nutrition / yoga / wellness / health / sobre nosotros / quiénes somos / nosotros /
            servicios / nuestros servicios / noticias / buscar / tienda / preguntas frecuentes /
            precios / tratamientos / à propos / qui sommes-nous / prestations / actualités /
            nos services / tarifs / recherche / boutique / über uns / leistungen / angebot /
            aktuelles / preise / team / suche / ratgeber / sobre / sobre nós / quem somos /
            serviços / notícias / preços / chi siamo / servizi / trattamenti / prezzi /
            notizie / over ons / diensten / behandelingen / tarieven / nieuws / zoeken / о нас /
            услуги / цены / новости / блог / отзывы / поиск / אודות / שירותים / בלוג / من نحن /
            خدماتنا / المدونة / 关于我们 / 服务 / 服务项目 / 博客 / 新闻 / 搜索 / サービス /
            ブログ / お知らせ / 会社概要 / 料金 / 서비스 / 블로그 / 소개 / giới thiệu /
            dịch vụ / tin tức / om oss / tjänster / om os / ydelser / o nas / usługi / cennik
        """,
        DropReason.BUTTON: """
            contact / contact us / get in touch / call us / call / visit us / email us /
            make an appointment / book an appointment / schedule an appointment /
            request an appointment / book a visit / get directions / contacto /
            contáctenos / contáctanos /
            llámenos / pida su cita / pedir cita / reserve su cita / nous contacter /
            contactez-nous / appelez-nous / kontakt / kontaktieren sie uns / rufen sie uns an /
            contato / fale conosco / entre em contato / contatti / contattaci / chiamaci /
            neem contact op / контакты / связаться с нами / צור קשר / צרו קשר / اتصل بنا /
            تواصل معنا / 联系我们 / 聯絡我們 / お問い合わせ / 문의하기 / 연락처 / liên hệ /
            kontakta oss / kontakt os / ota yhteyttä / iletişim
        """,
    }
)

# Of those, what stands in no title beside others.
MENU_ALONE = _keys("""
    menu / search / blog / news / shop / store / careers / cart / login / register / contact /
    gallery / testimonials / events / buscar / tienda / noticias / contacto / boutique / suche /
    kontakt / aktuelles / contato / notícias / contatti / notizie / zoeken / nieuws / контакты /
    поиск / новости / блог / отзывы
""")

NETWORKS = _keys("""
    facebook / twitter / x / linkedin / pinterest / instagram / whatsapp / reddit / tumblr /
    telegram / youtube / tiktok / e-mail / email / print / mail / copy link / share / tweet /
    pin / threads / bluesky / mastodon / line / wechat / xing / 微信 / 微博 / snapchat /
    messenger / vk / viber / imprimir / correo electrónico / drucken / imprimer / stampa
""")

CONTENTS = _keys("""
    on this page / contents / table of contents / in this article / in this guide /
    in this post / jump to / jump to section / what's on this page / en esta página /
    contenido / tabla de contenido / índice / tabla de contenidos / en este artículo /
    sommaire / table des matières / dans cet article / sur cette page / inhalt /
    inhaltsverzeichnis / auf dieser seite / in diesem artikel / conteúdo / neste artigo /
    nesta página / sumário / indice / in questo articolo / in questa pagina / sommario /
    inhoud / inhoudsopgave / op deze pagina / in dit artikel / содержание / оглавление /
    в этой статье / תוכן עניינים / בעמוד זה / المحتويات / جدول المحتويات / في هذه الصفحة /
    目录 / 本页内容 / 目次 / この記事の内容 / 목차 / mục lục / nội dung / innehåll / indhold /
    sisällys / içindekiler / spis treści / daftar isi / cuprins
""")

# Headings of what follows an article on a page and does not belong to it.
ENDS = _by_phrase(
    {
        DropReason.RELATED: """
            you might also enjoy / you might also like / you may also enjoy /
            you may also like / related / you may also be interested in /
            you might be interested in / related posts / related articles / related reading /
            related stories / related content / related pages / related topics / recent posts /
            recent articles / latest posts / latest news / latest articles / popular posts /
            more articles / more from our blog / more posts / more like this / read next /
            keep reading / recommended for you / recommended reading / trending /
            also of interest / see also / other articles / more from the blog /
            también te puede interesar / también le puede interesar / te puede interesar /
            le puede interesar / artículos relacionados / entradas relacionadas /
            entradas recientes / publicaciones recientes / quizás te interese /
            vous aimerez aussi / vous pourriez aussi aimer / articles similaires /
            articles liés / articles récents / à lire aussi / lire aussi /
            das könnte sie auch interessieren / das könnte dich auch interessieren /
            ähnliche artikel / ähnliche beiträge / verwandte artikel / weitere artikel /
            weitere beiträge / neueste beiträge / lesen sie auch / veja também / leia também /
            artigos relacionados / posts relacionados / posts recentes /
            você também pode gostar / potrebbe interessarti / potrebbe interessarti anche /
            articoli correlati / articoli recenti / leggi anche / gerelateerde artikelen /
            gerelateerde berichten / lees ook / recente berichten /
            dit vind je misschien ook leuk / похожие статьи / читайте также /
            вам может быть интересно / последние записи / כתבות נוספות / מאמרים נוספים /
            פוסטים אחרונים / مقالات ذات صلة / اقرأ أيضا / قد يعجبك أيضا / 相关文章 / 相關文章 /
            猜你喜欢 / 最新文章 / 関連記事 / おすすめ記事 / 最近の投稿 / 관련 글 / 관련 기사 /
            bài viết liên quan / có thể bạn quan tâm / relaterade artiklar /
            relaterede artikler / powiązane artykuły / ilgili yazılar / artikel terkait
        """,
        DropReason.COMMENTS: """
            leave a reply / leave a comment / leave a reply cancel reply / post a comment /
            add a comment / write a comment / join the conversation / comments / responses /
            cancel reply / submit a comment / deja un comentario / dejar un comentario /
            deje un comentario / deja una respuesta / comentarios / laisser un commentaire /
            laissez un commentaire / ajouter un commentaire / commentaires /
            schreibe einen kommentar / kommentar schreiben / schreiben sie einen kommentar /
            kommentare / hinterlasse einen kommentar / kommentar hinterlassen /
            deixe um comentário / comentários / deixe uma resposta / lascia un commento /
            lascia una risposta / commenti / laat een reactie achter / geef een reactie /
            reacties / добавить комментарий / оставить комментарий / комментарии / השארת תגובה /
            כתיבת תגובה / תגובות / اترك تعليقا / اترك ردا / تعليقات / 发表评论 / 发表回复 /
            评论 / 留言 / コメントを残す / コメント / 댓글 / 댓글 남기기 / để lại bình luận /
            bình luận / lämna ett svar / kommentarer
        """,
        DropReason.AUTHOR: """
            about the author / about the authors / about the writer / author bio /
            meet the author / sobre el autor / sobre la autora / acerca del autor /
            acerca de la autora / à propos de l'auteur / à propos de l'auteure /
            über den autor / über die autorin / zum autor / sobre o autor / sobre a autora /
            informazioni sull'autore / sull'autore / l'autore / over de auteur / об авторе /
            על המחבר / על הכותב / על הכותבת / عن الكاتب / عن المؤلف / 关于作者 / 作者简介 /
            著者について / この記事を書いた人 / 저자 소개 / về tác giả / om författaren /
            om forfatteren / o autorze / yazar hakkında / tentang penulis
        """,
        DropReason.NEWSLETTER: """
            subscribe to our newsletter / sign up for our newsletter / join our newsletter /
            stay connected / stay in touch / suscríbete a nuestro boletín /
            newsletter abonnieren
        """,
    }
)

# Kept even behind an end: they belong to the article.
KEPT_HEADINGS = _keys("""
    references / sources / bibliography / citations / further reading / footnotes / notes /
    disclaimer / warning / medical disclaimer / important / emergency / when to call /
    when to call us / when to get help / glossary / referencias / fuentes / bibliografía /
    aviso médico / emergencia / références / urgence / avertissement / quellen /
    quellenangaben / literatur / hinweis / wichtiger hinweis / notfall / referências / fontes /
    aviso / emergência / riferimenti / fonti / bibliografia / avvertenza / emergenza / bronnen /
    referenties / источники / литература / список литературы / מקורות / المراجع / المصادر /
    参考文献 / 参考资料 / 出典 / 참고 문헌 / 참고문헌 / tài liệu tham khảo / källor / kilder /
    źródła / kaynaklar
""")
