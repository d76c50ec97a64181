package org.pidesk.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.pidesk.notice.Kind;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts a campaign into words for each of its people, and hands it to the one who sends. */
@Component
class Post {
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    /** After these the carrier may have the message or not. */
    private static final Set<String> DOUBTFUL = Set.of("CUT_OFF", "TIMEOUT");

    private final Bulk bulk;
    private final Organisations organisations;
    private final Wordings wordings;
    private final Interests interests;
    private final Unsubscribes unsubscribes;
    private final DetailLinks details;
    private final String baseUrl;
    private final Clock clock;

    Post(
            Bulk bulk,
            Organisations organisations,
            Wordings wordings,
            Interests interests,
            Unsubscribes unsubscribes,
            DetailLinks details,
            @Value("${pidesk.base-url}") String baseUrl,
            Clock clock) {
        this.bulk = bulk;
        this.organisations = organisations;
        this.wordings = wordings;
        this.interests = interests;
        this.unsubscribes = unsubscribes;
        this.details = details;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    Line open(Campaign campaign) {
        return campaign.isOptIn() ? new Questions(campaign) : new Mails(campaign);
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
                "It would be about " + campaign.offers() + ", "
                        + (campaign.channel() == Channel.EMAIL ? "by email, to this address." : "by text message, to this number."));
    }

    /** An open way to the carrier, for the batches of one campaign. */
    abstract class Line implements AutoCloseable {
        private final Campaign campaign;
        private final Bulk.Run run;

        Line(Campaign campaign, Kind kind) {
            this.campaign = campaign;
            this.run = bulk.open(campaign.organisation(), kind);
        }

        /** What became of each of them. */
        final List<Settled> send(Batch batch) {
            var letters = batch.letters().stream().collect(Collectors.toMap(Letter::message, letter -> letter));
            return run
                    .send(batch.letters().stream()
                            .map(letter -> new Bulk.Letter(letter.message(), letter.to(), model(letter)))
                            .toList())
                    .stream()
                    .map(settlement -> settled(letters.get(settlement.id()), settlement))
                    .toList();
        }

        abstract Map<String, Object> model(Letter letter);

        private Settled settled(Letter letter, Bulk.Settlement settlement) {
            return switch (settlement.result()) {
                case SENT -> Settled.sent(letter.line());
                case SUPPRESSED -> Settled.leftOut(letter.line(), Reason.SUPPRESSED);
                case REFUSED_FOR_GOOD -> Settled.failed(letter.line(), settlement.code());
                case LATER -> later(letter, settlement.code());
            };
        }

        /** A question that may have arrived is never put again; everything else is tried under its first name. */
        private Settled later(Letter letter, String code) {
            if (campaign.isOptIn() && DOUBTFUL.contains(code)) {
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
        private final Campaign campaign;
        private final List<String> question;

        Questions(Campaign campaign) {
            super(campaign, Kind.OPT_IN_QUESTION);
            this.campaign = campaign;
            this.question = question(campaign);
        }

        @Override
        Map<String, Object> model(Letter letter) {
            var page = baseUrl + "/" + campaign.organisation() + "/pi/asked/" + letter.link().value();
            return Map.of(
                    "question", question,
                    "source", letter.source().toThePerson(),
                    "yes", page + "?yes",
                    "no", page + "?no",
                    "unsubscribe",
                            baseUrl
                                    + unsubscribes.link(
                                            campaign.organisation(), letter.to(), null, letter.message()));
        }
    }

    private final class Mails extends Line {
        private final Campaign campaign;
        private final List<String> paragraphs;
        private final String because;

        Mails(Campaign campaign) {
            super(campaign, Kind.BULK_MAIL);
            this.campaign = campaign;
            this.paragraphs = Arrays.stream(campaign.words().split("\\n{2,}"))
                    .map(String::strip)
                    .filter(paragraph -> !paragraph.isEmpty())
                    .toList();
            this.because = because(campaign);
        }

        private String because(Campaign of) {
            var agreed = "you agreed that we write to you"
                    + interests
                            .find(of.organisation(), of.interest())
                            .map(interest -> " about " + interest.name())
                            .orElse("");
            return of.similar() ? agreed + ", or bought something of the kind from us" : agreed;
        }

        @Override
        Map<String, Object> model(Letter letter) {
            return Map.of(
                    "title", campaign.subject(),
                    "paragraphs", paragraphs,
                    "because", because,
                    "details", baseUrl + details.view(campaign.organisation(), letter.to()),
                    "remove", baseUrl + details.remove(campaign.organisation(), letter.to()),
                    "unsubscribe",
                            baseUrl
                                    + unsubscribes.link(
                                            campaign.organisation(),
                                            letter.to(),
                                            campaign.interest(),
                                            letter.message()));
        }
    }
}
