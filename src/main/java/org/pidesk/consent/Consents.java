package org.pidesk.consent;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.MarketingConsent.State;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.Paper;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may be marketed to, by which channel and of what. A record's consent to market says whether anybody said yes at all;
 * here stands to what, and what shows it. A yes without that counts for nothing, and a no to all marketing takes every yes
 * with it.
 */
@Service
@Transactional
public class Consents {
    private final Decisions decisions;
    private final AddressDecisions addresses;
    private final SignedPapers papers;
    private final Contacts contacts;
    private final Diary diary;
    private final Suppressions suppressions;
    private final Organisations organisations;
    private final ActivityLog activity;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(
            Decisions decisions,
            AddressDecisions addresses,
            SignedPapers papers,
            Contacts contacts,
            Diary diary,
            Suppressions suppressions,
            Organisations organisations,
            ActivityLog activity,
            Secrets secrets,
            ApplicationEventPublisher events,
            Clock clock) {
        this.decisions = decisions;
        this.addresses = addresses;
        this.papers = papers;
        this.contacts = contacts;
        this.diary = diary;
        this.suppressions = suppressions;
        this.organisations = organisations;
        this.activity = activity;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes a yes, or that a customer did not object when something was sold.
     *
     * @param interest the code of an interest; null for all marketing
     * @throws ConsentRefused when the record cannot be used so, or what shows it is missing
     */
    public void give(UUID contact, Channel channel, String interest, Ground ground, Evidence evidence) {
        var record = contacts.lock(contact);
        mustBeUsable(record, channel);
        mustBeShown(ground, evidence);
        if (evidence.saidOn() != null) {
            mustBeNewerThanANo(contact, channel, interest, evidence.saidOn());
        }
        if (ground == Ground.CUSTOMER) {
            mustNotHaveObjected(contact, channel, interest);
        }
        add(record, channel, interest, State.GIVEN, ground, evidence);
        if (ground == Ground.CONSENT) {
            contacts.change(contact, Field.CONSENT_TO_MARKET, Field.YES);
            note(contact, What.SUBSCRIBED, interest);
        }
        activity.record(fact(record, "CONSENT_GIVEN", evidence)
                .with("channel", channel)
                .with("interest", interest == null ? "ALL" : interest)
                .with("ground", ground));
    }

    /** The same with a signed paper, which is sealed. */
    public void giveOnPaper(UUID contact, Channel channel, String interest, Evidence evidence, byte[] paper) {
        give(contact, channel, interest, Ground.CONSENT, evidence.under(papers.seal(paper)));
    }

    /**
     * The holder of an address says yes, by a button behind a link that only that mailbox or phone got: on each record in
     * use that carries the address, or on a new one. A black list that stopped marketing there stops it no more: this yes is
     * newer, and surely the holder's own.
     *
     * @param interests codes; empty for all marketing
     * @param source where a new record comes from (section 18(1)(a))
     * @throws ConsentRefused when the records of the address are only stored
     */
    public void giveAt(
            OrganisationId organisation, Address address, List<String> interests, Evidence evidence, String source) {
        var chosen = interests.isEmpty() ? Collections.<String>singletonList(null) : interests;
        contacts.lockAll(contacts.idsHeldAt(organisation, address));
        for (var record : recordsOf(organisation, address, source)) {
            for (var interest : chosen) {
                give(record.id(), Channel.to(address), interest, Ground.CONSENT, evidence);
            }
        }
        suppressions.lift(organisation, address);
    }

    private List<Contact> recordsOf(OrganisationId organisation, Address address, String source) {
        var held = contacts.heldAt(organisation, address);
        var usable = held.stream()
                .filter(record -> record.state() == Contact.State.ACTIVE)
                .toList();
        if (!held.isEmpty() && usable.isEmpty()) {
            throw new ConsentRefused("What we hold under this address is only stored at present. Please talk to us.");
        }
        return held.isEmpty() ? List.of(contacts.add(newContact(organisation, address, source))) : usable;
    }

    private static Contact newContact(OrganisationId organisation, Address address, String source) {
        // who asks for marketing has been asked for nothing else
        var contact = new Contact(organisation, null, null, source).neverAskedForConsent();
        return address instanceof EmailAddress email
                ? contact.reachedAt(email)
                : contact.reachedAt((MobileNumber) address);
    }

    /**
     * Notes a no.
     *
     * @param interest the code of an interest; null for all that goes by this channel
     * @return whether anything changed: a no that stands already is not noted twice
     */
    public boolean withdraw(UUID contact, Channel channel, String interest, Evidence evidence) {
        var record = contacts.lock(contact);
        var changed = end(record, channel, interest, evidence);
        if (changed) {
            noteWhatIsLeft(contact);
            noteNo(contact, interest, evidence);
            activity.record(fact(record, "CONSENT_WITHDRAWN", evidence)
                    .with("channel", channel)
                    .with("interest", interest == null ? "ALL" : interest));
        }
        return changed;
    }

    /** Notes a no to all marketing by every channel. @return whether anything changed */
    public boolean withdrawAll(UUID contact, Evidence evidence) {
        var record = contacts.lock(contact);
        var changed = endAll(record, evidence);
        if (changed) {
            noteNo(contact, null, evidence);
            activity.record(fact(record, "MARKETING_ENDED", evidence));
        }
        return changed;
    }

    /**
     * Whoever reads an address wants no marketing at all: a black list stops it for ever, also where no record carries
     * the address, and every record that does says no.
     *
     * @return whether anything changed
     */
    public boolean endAt(OrganisationId organisation, Address address, Evidence evidence) {
        return endAt(organisation, address, null, evidence);
    }

    /**
     * The same by a message that was written to a record: that says no too, whatever address it has now.
     *
     * @param written the record; null where there was none
     */
    public boolean endAt(OrganisationId organisation, Address address, UUID written, Evidence evidence) {
        oneAtATime(organisation, address);
        var isNew = !suppressions.covers(organisation, address);
        suppressions.cover(organisation, address);
        var changed = false;
        for (var id : meant(organisation, address, written)) {
            changed |= withdrawAll(id, evidence);
        }
        if (isNew && !changed) {
            activity.record(Fact.of(evidence.reference(), "MARKETING_ENDED")
                    .with("evidence", evidence.kind())
                    .ofOrganisation(organisation));
        }
        return isNew || changed;
    }

    /**
     * Whoever reads an address wants no more of one interest: each record that carries it says so, and the one that they
     * were written to.
     *
     * @param written that record; null where there was none
     * @return whether anything changed
     */
    public boolean endAt(
            OrganisationId organisation, Address address, String interest, UUID written, Evidence evidence) {
        oneAtATime(organisation, address);
        var changed = false;
        for (var id : meant(organisation, address, written)) {
            changed |= withdraw(id, Channel.to(address), interest, evidence);
        }
        return changed;
    }

    /** In a record that was de-identified nobody can be found any more, so nothing is left to end. @return all locked */
    private Set<UUID> meant(OrganisationId organisation, Address address, UUID written) {
        var meant = new LinkedHashSet<>(contacts.idsHeldAt(organisation, address));
        if (written != null && contacts.get(written).state() != Contact.State.DE_IDENTIFIED) {
            meant.add(written);
        }
        contacts.lockAll(meant);
        return meant;
    }

    /** A no that stands. @param interest the code of an interest; null for all that goes by the channel */
    public record Refusal(Channel channel, String interest) {}

    @Transactional(readOnly = true)
    public List<Refusal> refusals(UUID contact) {
        return decisions.standing(contact).stream()
                .filter(said -> !said.isGiven())
                .map(said -> new Refusal(said.channel(), said.interest()))
                .distinct()
                .toList();
    }

    /** The records of all who said no to anything. */
    @Transactional(readOnly = true)
    public List<UUID> refusing() {
        return decisions.refusing();
    }

    /** Says no again where a restored database has forgotten it. @return whether it had */
    public boolean refuseAgain(UUID contact, List<Refusal> refusals) {
        var changed = false;
        var organisation = contacts.get(contact).organisation();
        for (var refusal : refusals) {
            if (refusal.interest() != null && !decisions.knows(organisation, refusal.interest())) {
                // an interest that the backup does not know either: nobody is asked about it
                continue;
            }
            var isKnown = refusals(contact).contains(refusal)
                    && decisions.standing(contact).stream()
                            .filter(MarketingConsent::isGiven)
                            .noneMatch(said -> said.isAbout(refusal.channel(), refusal.interest()));
            if (!isKnown) {
                changed |= withdraw(contact, refusal.channel(), refusal.interest(), Evidence.of(Evidence.Kind.JOURNAL));
            }
        }
        return changed;
    }

    /** What a person has said and still stands; what is not there was never asked. */
    @Transactional(readOnly = true)
    public List<MarketingConsent> of(UUID contact) {
        return decisions.standing(contact);
    }

    /** Everything that was ever said, the newest first. */
    @Transactional(readOnly = true)
    public List<MarketingConsent> history(UUID contact) {
        return decisions.ever(contact);
    }

    @Transactional(readOnly = true)
    public State state(UUID contact, Channel channel, String interest) {
        return decisions
                .standing(contact, channel, interest)
                .map(MarketingConsent::state)
                .orElse(State.NEVER_ASKED);
    }

    /** A signed paper of a contact; empty when there is none under this reference. */
    @Transactional(readOnly = true)
    public Optional<Paper> paper(UUID contact, Reference reference) {
        return decisions.ever(contact).stream()
                .filter(Consents::isOnPaper)
                .filter(said -> said.evidence().reference().equals(reference))
                .findFirst()
                .flatMap(said -> papers.open(reference));
    }

    /**
     * Whether marketing may go to a record: there is a yes, nobody at that address says no, the record is in use, its
     * address is not contested and stands on no black list.
     *
     * @param interest the code of an interest; null for what is of none
     */
    @Transactional(readOnly = true)
    public boolean mayMarket(UUID contact, Channel channel, String interest) {
        var record = contacts.get(contact);
        return address(record, channel)
                        .filter(address -> !suppressions.covers(record.organisation(), address))
                        .isPresent()
                && decisions.is(contact, mayMarket(channel, interest, true));
    }

    /**
     * The same without the black lists, of each contact that a statement calls {@code c}: who sends to many asks those
     * for a whole batch.
     *
     * @param customersToo whether also who never said yes, but bought something similar and did not object
     */
    public Condition mayMarket(Channel channel, String interest, boolean customersToo) {
        return new MayMarket(channel, interest).condition(customersToo);
    }

    /**
     * What those who read these addresses have said so far, for whoever wants to ask them for consent: a no by any
     * channel, or a record that may only be stored, counts as withdrawn. In one statement for each channel; an address
     * that is not there was never asked by us, as far as records tell.
     *
     * @param interest what they would be asked about; null for everything, of which a no to a part is one
     */
    @Transactional(readOnly = true)
    public Map<Address, State> said(OrganisationId organisation, Collection<? extends Address> asked, String interest) {
        var said = new HashMap<Address, State>();
        for (var channel : Channel.values()) {
            var those = asked.stream()
                    .filter(address -> Channel.to(address) == channel)
                    .toList();
            if (!those.isEmpty()) {
                said.putAll(addresses.said(organisation, channel, those, interest));
            }
        }
        return said;
    }

    /**
     * Whether whoever reads an address says yes to anything there, by its own channel and in a record in use: a no to
     * something else beside it takes nothing away.
     */
    @Transactional(readOnly = true)
    public boolean isAnyYes(OrganisationId organisation, Address address) {
        return addresses.isAnyYes(organisation, address);
    }

    /** All that the person said at another place, without a fact of its own: the case has one. */
    void follow(UUID contact, boolean given, Evidence evidence) {
        var record = contacts.lock(contact);
        if (!given) {
            if (endAll(record, evidence)) {
                noteNo(contact, null, evidence);
            }
            return;
        }
        if (record.state() != Contact.State.ACTIVE) {
            return;
        }
        note(contact, What.SUBSCRIBED, null);
        Arrays.stream(Channel.values())
                .filter(channel -> address(record, channel).isPresent())
                .forEach(channel -> add(record, channel, null, State.GIVEN, Ground.CONSENT, evidence));
    }

    /**
     * An address is about to leave a record, whose no went by the record: from now on a black list says it, as nothing
     * else would.
     */
    void remember(UUID contact, Channel channel) {
        var record = contacts.get(contact);
        address(record, channel)
                .filter(address -> state(contact, channel, null) == State.WITHDRAWN)
                .ifPresent(address -> suppressions.cover(record.organisation(), address));
    }

    /** Nobody can be found in the record any more: what they said goes, and every paper of theirs. */
    void forget(UUID contact) {
        decisions.ever(contact).stream()
                .filter(Consents::isOnPaper)
                .map(said -> said.evidence().reference())
                .distinct()
                .forEach(papers::destroy);
        decisions.forget(contact);
    }

    private boolean endAll(Contact record, Evidence evidence) {
        var changed = false;
        for (var channel : Channel.values()) {
            changed |= end(record, channel, null, evidence);
        }
        contacts.change(record.id(), Field.CONSENT_TO_MARKET, Field.NO);
        return changed;
    }

    /** A no to all takes every yes to a part with it. */
    private boolean end(Contact record, Channel channel, String interest, Evidence evidence) {
        var standing = decisions.standing(record.id());
        var ended = standing.stream()
                .filter(MarketingConsent::isGiven)
                .filter(said -> said.channel() == channel)
                .filter(said -> interest == null || interest.equals(said.interest()))
                .toList();
        var saidBefore = standing.stream().anyMatch(said -> said.isAbout(channel, interest) && !said.isGiven());
        ended.stream()
                .filter(Consents::isOnPaper)
                .forEach(said -> papers.keepUntil(said.evidence().reference(), endOfProof(record.organisation())));
        // what was agreed to comes before what was bought, and one no ends both
        var grounds = new LinkedHashMap<String, Ground>();
        ended.forEach(said -> grounds.putIfAbsent(said.interest(), said.ground()));
        grounds.forEach((about, ground) -> add(record, channel, about, State.WITHDRAWN, ground, evidence));
        if (!saidBefore && ended.stream().noneMatch(said -> said.isAbout(channel, interest))) {
            add(record, channel, interest, State.WITHDRAWN, Ground.CONSENT, evidence);
        }
        return !saidBefore || !ended.isEmpty();
    }

    private void add(Contact record, Channel channel, String interest, State state, Ground ground, Evidence evidence) {
        decisions.add(
                record.organisation(),
                record.id(),
                new MarketingConsent(channel, interest, state, ground, evidence, clock.instant()));
        events.publishEvent(new MarketingSaid(record.id()));
    }

    private void note(UUID contact, What what, String interest) {
        diary.note(List.of(contact), what, interest == null ? "" : interest);
    }

    /** Whoever takes in a complaint or a text message notes it by its own name; to decline is not to unsubscribe. */
    private void noteNo(UUID contact, String interest, Evidence evidence) {
        switch (evidence.kind()) {
            case COMPLAINT, STOP_MESSAGE, OPT_IN_ANSWER -> {}
            default -> note(contact, What.UNSUBSCRIBED, interest);
        }
    }

    /** The record says yes as long as anything rests on a yes. */
    private void noteWhatIsLeft(UUID contact) {
        var isLeft = decisions.standing(contact).stream()
                .anyMatch(said -> said.isGiven() && said.ground() == Ground.CONSENT);
        contacts.change(contact, Field.CONSENT_TO_MARKET, isLeft ? Field.YES : Field.NO);
    }

    private static void mustBeUsable(Contact record, Channel channel) {
        if (record.state() != Contact.State.ACTIVE) {
            throw new ConsentRefused("This record is only stored: nothing is sent to it but answers.");
        }
        if (address(record, channel).isEmpty()) {
            throw new ConsentRefused("This record has no address of that kind.");
        }
    }

    private static void mustBeShown(Ground ground, Evidence evidence) {
        var isShown = switch (evidence.kind()) {
            case SALE -> ground == Ground.CUSTOMER && evidence.takenBy() != null;
            case PAPER -> ground == Ground.CONSENT && evidence.takenBy() != null;
            case VERBAL, RECORDED_CALL ->
                ground == Ground.CONSENT && evidence.takenBy() != null && evidence.note() != null;
            case WEB_FORM, DOUBLE_OPT_IN, OPT_IN_ANSWER -> ground == Ground.CONSENT && evidence.wording() != null;
            case UNSUBSCRIBE_LINK, STOP_MESSAGE, COMPLAINT, WITHDRAWAL, JOURNAL -> false;
        };
        if (!isShown) {
            throw new ConsentRefused("Say what shows this consent, and who took it.");
        }
    }

    private void mustNotHaveObjected(UUID contact, Channel channel, String interest) {
        var objected = decisions.standing(contact).stream()
                .filter(said -> !said.isGiven())
                .anyMatch(said -> said.isAbout(channel, null) || said.isAbout(channel, interest));
        if (objected) {
            throw new ConsentRefused("This person has objected: only a new yes of their own counts.");
        }
    }

    /** A paper can be older than a no that was said since. */
    private void mustBeNewerThanANo(UUID contact, Channel channel, String interest, LocalDate saidOn) {
        if (saidOn.isAfter(LocalDate.now(clock))) {
            throw new ConsentRefused("That day is still to come.");
        }
        var isOver = decisions.standing(contact).stream()
                .filter(said -> !said.isGiven())
                .filter(said -> said.isAbout(channel, null) || said.isAbout(channel, interest))
                .anyMatch(said -> saidOn.isBefore(LocalDate.ofInstant(said.at(), clock.getZone())));
        if (isOver) {
            throw new ConsentRefused("This person has said no since that day: only a newer yes counts.");
        }
    }

    private static boolean isOnPaper(MarketingConsent said) {
        return said.evidence().kind() == Evidence.Kind.PAPER;
    }

    private LocalDate endOfProof(OrganisationId organisation) {
        return LocalDate.now(clock).plusYears(organisations.get(organisation).evidenceYears());
    }

    private static Optional<Address> address(Contact record, Channel channel) {
        return record.addresses()
                .filter(address -> Channel.to(address) == channel)
                .findFirst();
    }

    private static Fact fact(Contact record, String kind, Evidence evidence) {
        var actor = evidence.takenBy() == null ? Fact.PERSON : evidence.takenBy();
        return Fact.of(evidence.reference(), kind)
                .by(actor)
                .about(record.pseudonym().toString())
                .with("evidence", evidence.kind());
    }

    /** Of many at once that stop the same address, one changes something and the others find it changed. */
    private void oneAtATime(OrganisationId organisation, Address address) {
        var whose = secrets.fingerprint(address.value(), "consent", "turn", organisation.value());
        addresses.lock(ByteBuffer.wrap(whose).getLong());
    }
}
