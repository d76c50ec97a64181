package org.pidesk.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Recipients.Opening;
import org.pidesk.campaign.Recipients.Taken;
import org.pidesk.consent.AskLedger;
import org.pidesk.consent.Consents;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people go wave by wave, and keeps account of who is on the way. Each method is a transaction of its own: what is
 * sent between two of them is never inside one.
 *
 * <p>The one question is spent in the ledger before anything is handed over. A crash after that costs somebody the
 * question, and never asks anybody twice.
 */
@Component
@Transactional
class Waves {
    /** Longer than any batch takes; a sender that is slower finds its rows taken back. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final AskGate gate;
    private final MailGate mailGate;
    private final AskLedger ledger;
    private final Consents consents;
    private final Contacts contacts;
    private final Prints prints;
    private final LawfulHours hours;
    private final Brakes brakes;
    private final CampaignSettings settings;
    private final Clock clock;

    Waves(
            CampaignStore campaigns,
            Recipients recipients,
            AskGate gate,
            MailGate mailGate,
            AskLedger ledger,
            Consents consents,
            Contacts contacts,
            Prints prints,
            LawfulHours hours,
            Brakes brakes,
            CampaignSettings settings,
            Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.gate = gate;
        this.mailGate = mailGate;
        this.ledger = ledger;
        this.consents = consents;
        this.contacts = contacts;
        this.prints = prints;
        this.hours = hours;
        this.brakes = brakes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One message on its way.
     *
     * @param contact the record that is written to; null without one
     * @param source from where the address is; null in a mail to many
     * @param link to the answer; null in a mail to many
     */
    record Letter(int line, UUID message, Address to, UUID contact, Source source, Token link, int attempts) {}

    /**
     * What one sender holds.
     *
     * @param isLast whether nobody was left who could be taken on
     */
    record Batch(Reference campaign, UUID owner, List<Letter> letters, boolean isLast) {}

    /** Twice as many each time, as far as the rate allows: what is wrong with a list shows in a small wave. */
    void release(Reference reference) {
        var campaign = campaigns.lock(reference);
        if (campaign.stopped()) {
            // some may have come back from a sender that died
            recipients.leaveOutTheRest(reference);
        } else if (!brakes.applyAtAStep(campaign)) {
            campaigns.release(reference, size(campaign.waves()));
        }
    }

    private int size(int waves) {
        var most = (long) settings.perMinute() * settings.wave().toSeconds() / 60;
        var grown = (long) settings.firstWave() << Math.min(waves, 30);
        return Math.toIntExact(Math.max(1, Math.min(most, grown)));
    }

    /** When the next wave may go: after the last one, and in a lawful hour. What rests already is told at once. */
    Instant nextAt(Campaign campaign) {
        var now = clock.instant();
        if (campaign.isPaused()) {
            return now;
        }
        var after = campaign.releasedAt() == null ? now : campaign.releasedAt().plus(settings.wave());
        return hours.from(after.isBefore(now) ? now : after);
    }

    /** Whether a wave is due now of what no process lets go. */
    boolean isDue(Campaign campaign) {
        return !nextAt(campaign).isAfter(clock.instant());
    }

    /**
     * Takes on what may be sent now; nothing outside the lawful hours, while the campaign rests, or beyond its wave. Where
     * all were left out after all, others may follow.
     */
    Batch take(Reference reference, int most) {
        var owner = UUID.randomUUID();
        var campaign = campaigns.lock(reference);
        var now = clock.instant();
        if (!campaign.isRunning() || campaign.stopped() || campaign.quota() == 0 || !hours.include(now)) {
            return new Batch(reference, owner, List.of(), true);
        }
        var rows = recipients.lockDue(reference, Math.min(most, campaign.quota()));
        var letters = campaign.isOptIn() ? questions(campaign, rows) : mails(campaign, rows);
        campaigns.take(reference, letters.size());
        recipients.open(
                reference,
                owner,
                now.plus(LEASE),
                letters.stream()
                        .map(letter -> new Opening(
                                letter.line(),
                                letter.message(),
                                prints.of(campaign.organisation(), letter.to()),
                                letter.link()))
                        .toList());
        return new Batch(reference, owner, letters, rows.isEmpty());
    }

    /** Whether there is anybody who may be written to now. */
    boolean isAnythingDue(Campaign campaign) {
        return campaign.isRunning()
                && campaign.quota() > 0
                && hours.include(clock.instant())
                && recipients.isAnybodyDue(campaign.reference());
    }

    /** Who has said no since the list was screened, or was asked by another campaign, is not asked. */
    private List<Letter> questions(Campaign campaign, List<Taken> rows) {
        var findings = gate.look(campaign, rows.stream().collect(Collectors.toMap(Taken::line, Taken::person)));
        var late = new HashMap<Integer, Reason>();
        var unspent = new LinkedHashMap<Integer, AskLedger.Person>();
        for (var row : rows) {
            var finding = findings.get(row.line());
            if (finding.against() != null) {
                late.put(row.line(), finding.against());
            } else if (!row.ledgered()) {
                unspent.put(row.line(), finding.known());
            }
        }
        var first = ledger.claim(campaign.organisation(), unspent);
        unspent.keySet().stream()
                .filter(line -> !first.contains(line))
                .forEach(line -> late.put(line, Reason.ASKED_BEFORE));
        leaveOut(campaign, late);
        return rows.stream()
                .filter(row -> !late.containsKey(row.line()))
                .map(row -> new Letter(
                        row.line(),
                        prints.message(campaign.reference(), row.line()),
                        row.person().at(campaign.channel()).orElseThrow(),
                        row.contact(),
                        row.source(),
                        prints.link(campaign.reference(), row.line()),
                        row.attempts()))
                .toList();
    }

    /** Who has said no since the list was made, or has another address or none, is not written to there. */
    private List<Letter> mails(Campaign campaign, List<Taken> rows) {
        var contactsOfRows = rows.stream().map(Taken::contact).toList();
        var agreed = recipients.stillAgreed(
                contactsOfRows, consents.mayMarket(campaign.channel(), campaign.interest(), campaign.similar()));
        var addresses = contacts.addressesOf(agreed, campaign.channel());
        var against = mailGate.against(campaign.organisation(), addresses);
        var late = new HashMap<Integer, Reason>();
        for (var row : rows) {
            if (!addresses.containsKey(row.contact())) {
                late.put(row.line(), Reason.WITHHELD);
            } else if (against.containsKey(row.contact())) {
                late.put(row.line(), against.get(row.contact()));
            }
        }
        leaveOut(campaign, late);
        return rows.stream()
                .filter(row -> !late.containsKey(row.line()))
                .map(row -> new Letter(
                        row.line(),
                        prints.message(campaign.reference(), row.line()),
                        addresses.get(row.contact()),
                        row.contact(),
                        null,
                        null,
                        row.attempts()))
                .toList();
    }

    private void leaveOut(Campaign campaign, Map<Integer, Reason> late) {
        late.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                .forEach((reason, lines) -> recipients.leaveOut(campaign.reference(), lines, reason));
    }

    /** Notes what became of each. @return whether the campaign came to rest by it */
    boolean settle(Batch batch, List<Settled> settled) {
        recipients.settle(batch.campaign(), batch.owner(), settled);
        // the campaign after its people, as a message that comes back takes them
        var stopped = campaigns.lock(batch.campaign()).stopped();
        var tried = settled.stream().filter(one -> one.status() == Status.READY).count();
        if (stopped) {
            recipients.leaveOutTheRest(batch.campaign());
        } else if (tried > 0) {
            // who is tried again belongs to this wave still
            campaigns.take(batch.campaign(), Math.toIntExact(-tried));
        }
        return settled.stream().anyMatch(one -> one.status() == Status.FAILED || one.status() == Status.UNSURE)
                && brakes.apply(campaigns.get(batch.campaign()));
    }

    /** It cannot be sent as it stands. */
    void rest(Reference campaign) {
        brakes.pause(campaign, Pause.WORDS, Fact.SYSTEM);
    }

    int takeBackFromTheDead() {
        return recipients.takeBack();
    }
}
