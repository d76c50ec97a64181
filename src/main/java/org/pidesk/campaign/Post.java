package org.pidesk.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pidesk.campaign.Waves.Batch;
import org.pidesk.campaign.Waves.Letter;
import org.pidesk.consent.DetailLinks;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wordings;
import org.pidesk.kernel.Channel;
import org.pidesk.notice.Bulk;
import org.pidesk.notice.BulkRecipient;
import org.pidesk.notice.BulkRun;
import org.pidesk.notice.Bulletin;
import org.pidesk.notice.Kind;
import org.pidesk.notice.NotSendable;
import org.pidesk.notice.Settlement;
import org.pidesk.notice.TextSize;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts a campaign into words for each of its people, and hands it to the one who sends. */
@Component
class Post {
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private static final String BLACK_LIST = "BLACK_LIST";

    /** After these the carrier may have the message or not: it had begun to take it. */
    private static final Set<String> DOUBTFUL = Set.of("CUT_OFF", "TIMEOUT");

    private final Bulk bulk;
    private final Organisations organisations;
    private final Wordings wordings;
    private final Interests interests;
    private final Unsubscribes unsubscribes;
    private final DetailLinks details;
    private final CampaignSettings settings;
    private final String baseUrl;
    private final Clock clock;

    Post(
            Bulk bulk,
            Organisations organisations,
            Wordings wordings,
            Interests interests,
            Unsubscribes unsubscribes,
            DetailLinks details,
            CampaignSettings settings,
            @Value("${pidesk.base-url}") String baseUrl,
            Clock clock) {
        this.bulk = bulk;
        this.organisations = organisations;
        this.wordings = wordings;
        this.interests = interests;
        this.unsubscribes = unsubscribes;
        this.details = details;
        this.settings = settings;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    Line open(Campaign campaign) {
        return campaign.isOptIn() ? new Questions(campaign) : new Mails(campaign);
    }

    /** What keeps it from being sent at all, in a sentence; empty when nothing does. */
    Optional<String> lacks(Campaign campaign) {
        if (campaign.isOptIn() && !campaign.saysWhatItIsAbout()) {
            return Optional.of("It does not say to which group a yes would belong. Begin it again.");
        }
        try {
            open(campaign).close();
            return Optional.empty();
        } catch (NotSendable incomplete) {
            return Optional.of("It cannot be sent so: " + incomplete.getMessage() + ".");
        }
    }

    /** How long it is as a text message to many; empty of a mail, of a question, and of what cannot be sent at all. */
    Optional<TextSize> textSize(Campaign campaign) {
        if (campaign.isOptIn() || campaign.channel() == Channel.EMAIL) {
            return Optional.empty();
        }
        try {
            return Optional.of(bulk.sizeOfText(mail(campaign)));
        } catch (NotSendable incomplete) {
            return Optional.empty();
        }
    }

    /** The question as people read it, without what is theirs alone. */
    List<String> question(Campaign campaign) {
        var organisation = organisations.get(campaign.organisation());
        var wording = campaign.wording() == null
                ? wordings.current(campaign.organisation(), Wording.Kind.OPT_IN_QUESTION)
                : wordings.labelled(campaign.organisation(), campaign.wording()).orElseThrow();
        return List.of(
                wording.about(
                        organisation.name(),
                        organisation.physicalAddress(),
                        organisation.email().value()),
                "It would be about " + about(campaign) + ", "
                        + (campaign.channel() == Channel.EMAIL
                                ? "by email, to this address."
                                : "by text message, to this number."));
    }

    /** What a question says that it would be about: a yes is a yes to that, and to nothing else (regulation 6). */
    String about(Campaign campaign) {
        if (campaign.everything()) {
            return "everything that "
                    + organisations.get(campaign.organisation()).name() + " offers";
        }
        return interests
                .find(campaign.organisation(), campaign.interest())
                .map(interest -> interest.name() + " (" + campaign.offers() + ")")
                .orElseGet(campaign::offers);
    }

    /** An open way to the carrier, for the batches of one campaign. */
    abstract class Line implements AutoCloseable {
        final Campaign campaign;
        private final BulkRun run;

        Line(Campaign campaign, Bulletin bulletin) {
            this.campaign = campaign;
            this.run = campaign.channel() == Channel.EMAIL ? bulk.openMails(bulletin) : bulk.openTexts(bulletin);
        }

        /** What became of each of them. */
        final List<Settled> send(Batch batch) {
            var letters = batch.letters().stream().collect(Collectors.toMap(Letter::message, letter -> letter));
            return run
                    .send(batch.letters().stream()
                            .map(letter ->
                                    new BulkRecipient(letter.message(), letter.to(), letter.contact(), own(letter)))
                            .toList())
                    .stream()
                    .map(settlement -> settled(letters.get(settlement.id()), settlement))
                    .toList();
        }

        /** What this one alone may read: links that are theirs. */
        abstract Map<String, String> own(Letter letter);

        final String unsubscribe(Letter letter, String interest) {
            return baseUrl
                    + unsubscribes.link(
                            campaign.organisation(), letter.to(), interest, letter.message(), letter.contact());
        }

        private Settled settled(Letter letter, Settlement settlement) {
            return switch (settlement.outcome()) {
                case SENT -> Settled.sent(letter.line());
                case STOPPED ->
                    Settled.leftOut(
                            letter.line(),
                            BLACK_LIST.equals(settlement.code()) ? Reason.SUPPRESSED : Reason.UNDELIVERABLE);
                case REFUSED_FOR_GOOD -> Settled.failed(letter.line(), settlement.code());
                case LATER -> later(letter, settlement.code());
            };
        }

        /** Everything is tried again under its first name, but for what may have arrived and {@link Campaign#goesOnce}. */
        private Settled later(Letter letter, String code) {
            if (Settlement.NOT_TRIED.equals(code)) {
                // before the one at which the line went down, so that nobody waits behind it for ever
                return Settled.again(letter.line(), code, next(letter.attempts() - 1));
            }
            if (campaign.goesOnce() && DOUBTFUL.contains(code)) {
                return Settled.unsure(letter.line(), code);
            }
            return letter.attempts() >= MOST_ATTEMPTS
                    ? Settled.failed(letter.line(), code)
                    : Settled.again(letter.line(), code, next(letter.attempts()));
        }

        private Instant next(int attempts) {
            var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
            return clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        }

        @Override
        public final void close() {
            run.close();
        }
    }

    private final class Questions extends Line {
        Questions(Campaign campaign) {
            super(
                    campaign,
                    new Bulletin(
                            campaign.organisation(),
                            Kind.OPT_IN_QUESTION,
                            Map.of("question", question(campaign), "days", settings.silence()),
                            Set.of("source", "yes", "no", "unsubscribe")));
        }

        @Override
        Map<String, String> own(Letter letter) {
            var page = baseUrl + "/" + campaign.organisation() + "/pi/asked/"
                    + letter.link().value();
            return Map.of(
                    "source",
                    letter.source().toThePerson(),
                    "yes",
                    page + "?yes",
                    "no",
                    page + "?no",
                    "unsubscribe",
                    unsubscribe(letter, null));
        }
    }

    private final class Mails extends Line {
        Mails(Campaign campaign) {
            super(campaign, mail(campaign));
        }

        @Override
        Map<String, String> own(Letter letter) {
            return Map.of(
                    "details", baseUrl + details.view(campaign.organisation(), letter.to()),
                    "remove", baseUrl + details.remove(campaign.organisation(), letter.to()),
                    "unsubscribe", unsubscribe(letter, campaign.interest()),
                    "seen", baseUrl + "/" + campaign.organisation() + "/pi/seen/" + letter.message());
        }
    }

    private Bulletin mail(Campaign campaign) {
        return new Bulletin(
                campaign.organisation(),
                Kind.BULK_MAIL,
                Map.of(
                        // a text message has none
                        "title",
                        campaign.subject() == null ? campaign.title() : campaign.subject(),
                        "paragraphs",
                        paragraphs(campaign),
                        "because",
                        because(campaign),
                        "reading",
                        campaign.reading() == null ? "" : campaign.reading()),
                Set.of("details", "remove", "unsubscribe", "seen"));
    }

    private static List<String> paragraphs(Campaign campaign) {
        return Arrays.stream(campaign.words().split("\\n{2,}"))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .toList();
    }

    /** The same for all, and true for each: who agreed to everything reads it, too. */
    private String because(Campaign campaign) {
        var agreed = "you agreed that we write to you about "
                + interests
                        .find(campaign.organisation(), campaign.interest())
                        .map(interest -> interest.name() + ", or about ")
                        .orElse("")
                + "everything that we offer";
        return campaign.similar() ? agreed + ", or you bought something of the kind from us" : agreed;
    }
}
