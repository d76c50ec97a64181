package org.pidesk.notice;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.UndeliverableAddress.Outcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The report of what does not arrive, to be corrected (section 16(1)): how many addresses, why, and whose. Staff correct
 * an address here after they have spoken to the person; who then proves the new one is held to be one who may hold only
 * that one.
 */
@Service
@Transactional
public class Undeliverables {
    public static final int MOST = 500;

    private final DeadAddresses dead;
    private final Contacts contacts;
    private final Diary diary;
    private final ActivityLog activity;

    Undeliverables(DeadAddresses dead, Contacts contacts, Diary diary, ActivityLog activity) {
        this.dead = dead;
        this.contacts = contacts;
        this.diary = diary;
        this.activity = activity;
    }

    /** Whose address it is. @param address as it stands in the record now */
    public record Row(UndeliverableAddress about, Contact person, Address address) {}

    /** How many for each reason, of those that are dead, or only in trouble. */
    @Transactional(readOnly = true)
    public Map<ReturnReason, Integer> figures(OrganisationId organisation, boolean hard) {
        var figures = new EnumMap<ReturnReason, Integer>(ReturnReason.class);
        standing(organisation, about -> about.hard() == hard)
                .forEach(about -> figures.merge(about.reason(), 1, Integer::sum));
        return figures;
    }

    /** Who they are, of one figure, the newest {@value #MOST} of them. @param reader whose reading is recorded */
    public List<Row> people(OrganisationId organisation, ReturnReason reason, boolean hard, String reader) {
        var people = rows(standing(organisation, about -> about.reason() == reason && about.hard() == hard));
        activity.record(Fact.of(Reference.random(), "UNDELIVERABLES_READ")
                .by(reader)
                .with("because", reason)
                .with("records", people.size()));
        return people;
    }

    /**
     * Those at which nothing arrives any more.
     *
     * @param addresses of the records, each where it would be written to; all of one kind
     */
    @Transactional(readOnly = true)
    public Set<Address> deadAmong(OrganisationId organisation, Map<UUID, Address> addresses) {
        return dead.deadAmong(organisation, addresses);
    }

    List<Row> open(OrganisationId organisation) {
        return rows(standing(organisation, about -> true));
    }

    /** Open, and still the address of the record: what was changed since has no trouble yet. */
    private List<UndeliverableAddress> standing(OrganisationId organisation, Predicate<UndeliverableAddress> which) {
        var open = dead.open(organisation).stream().filter(which).toList();
        var addresses = Map.of(
                Field.EMAIL, contacts.addressesOf(contactsOf(open, Field.EMAIL), Channel.EMAIL),
                Field.MOBILE, contacts.addressesOf(contactsOf(open, Field.MOBILE), Channel.SMS));
        return open.stream()
                .filter(about -> {
                    var now = addresses.get(about.field()).get(about.contact());
                    return now != null && dead.isAbout(about, now);
                })
                .toList();
    }

    private static List<UUID> contactsOf(List<UndeliverableAddress> open, Field field) {
        return open.stream()
                .filter(about -> about.field() == field)
                .map(UndeliverableAddress::contact)
                .toList();
    }

    private List<Row> rows(List<UndeliverableAddress> standing) {
        return standing.stream()
                .limit(MOST)
                .map(this::row)
                .flatMap(Optional::stream)
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<Row> find(OrganisationId organisation, UUID id) {
        return dead.find(organisation, id).filter(row -> row.outcome() == null).flatMap(this::row);
    }

    /** Whether the organisation ever had such a row: what it has no more, somebody has settled. */
    @Transactional(readOnly = true)
    public boolean isKnown(OrganisationId organisation, UUID id) {
        return dead.find(organisation, id).isPresent();
    }

    /** What happened with the record of a row, the newest first. @param reader whose reading is recorded */
    public List<DiaryNote> diaryOf(Row row, String reader) {
        activity.record(Fact.of(Reference.random(), "CONTACT_DIARY_READ")
                .by(reader)
                .about(row.person().pseudonym().toString()));
        return diary.of(row.person().id());
    }

    /**
     * @param typed the new address where it was corrected
     * @throws NotAnAddress when that is none, or of another kind; its message is a sentence for who typed it
     * @throws NoSuchElementException when somebody else has settled it, or it is not the organisation's
     */
    public void settle(OrganisationId organisation, UUID id, Outcome outcome, String typed, String by) {
        var row = find(organisation, id).orElseThrow();
        var person = contacts.lock(row.person().id());
        switch (outcome) {
            case CORRECTED -> change(person, row, row.about().field().read(typed));
            case REMOVED -> change(person, row, null);
            case STILL_RIGHT -> {
                // the address stays
            }
        }
        if (!dead.settle(id, outcome, by)) {
            throw new NoSuchElementException();
        }
        activity.record(Fact.of(Reference.random(), "UNDELIVERABLE_SETTLED")
                .by(by)
                .about(person.pseudonym().toString())
                .with("field", row.about().field())
                .with("outcome", outcome));
    }

    private void change(Contact person, Row row, String value) {
        contacts.change(person.id(), row.about().field(), value);
        if (value != null) {
            contacts.addressedByOneHand(person.id());
        }
    }

    private Optional<Row> row(UndeliverableAddress about) {
        var person = contacts.get(about.contact());
        return Optional.ofNullable(person.value(about.field()))
                .map(about.field()::address)
                .filter(address -> dead.isAbout(about, address))
                .map(address -> new Row(about, person, address));
    }
}
