package org.pidesk.portal;

import java.time.Clock;
import java.util.List;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Subscriptions;
import org.pidesk.kernel.Address;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks whoever holds an address whether it was they who typed it in. */
@Component
class SubscriptionMail {
    private final Subscriptions subscriptions;
    private final Interests interests;
    private final Notices notices;
    private final MessageSource words;
    private final Clock clock;
    private final String baseUrl;

    SubscriptionMail(
            Subscriptions subscriptions,
            Interests interests,
            Notices notices,
            MessageSource words,
            Clock clock,
            @Value("${pidesk.base-url}") String baseUrl) {
        this.subscriptions = subscriptions;
        this.interests = interests;
        this.notices = notices;
        this.words = words;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /**
     * Sends the one mail of the day, if it was not sent yet: nobody can tell by the answer.
     *
     * @param chosen codes; empty for all marketing
     * @param begunByHolder whether surely the holder began it: a black list does not stop that
     * @return whether there was one to send
     * @throws org.pidesk.consent.ConsentRefused when there is no such interest
     */
    @Transactional
    public boolean ask(Site site, Address address, List<String> chosen, String wording, boolean begunByHolder) {
        var kind = begunByHolder ? Kind.SUBSCRIPTION_WANTED : Kind.SUBSCRIPTION_ASKED;
        var token = subscriptions.ask(site.id(), address, chosen, wording, begunByHolder);
        token.ifPresent(link -> notices.send(Notice.of(kind, site.id(), address)
                .with("link", baseUrl + "/" + site.id() + "/pi/consent/" + link.value())
                .with("wanted", names(site, chosen))
                .with("days", Subscriptions.VALID.toDays())
                .expiring(clock.instant().plus(Subscriptions.VALID))));
        return token.isPresent();
    }

    /** What was chosen, in words. */
    List<String> names(Site site, List<String> chosen) {
        return chosen.isEmpty()
                ? List.of(words.getMessage("portal.subscribe.all", null, LocaleContextHolder.getLocale()))
                : interests.of(site.id()).stream()
                        .filter(interest -> chosen.contains(interest.code()))
                        .map(Interest::name)
                        .toList();
    }
}
