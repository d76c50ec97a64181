package org.pidesk.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;

/** A person on record at an organisation: the core record. */
@Entity
public class Contact {
    /** What may be done with a record. */
    public enum State {
        ACTIVE,
        /** Kept, but not used (section 14(6)): nothing is sent but answers to the person's own request. */
        RESTRICTED,
        /** Nobody can be found in it, or through it. */
        DE_IDENTIFIED
    }

    /** Whom it is about: a company has the same rights (section 1, «person»). */
    public enum Kind {
        INDIVIDUAL,
        /** Its first name is its registered name; it has no last name. */
        JURISTIC
    }

    @Id
    private UUID id;

    private String organisation;
    private long number;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String firstName;
    private String lastName;
    private String email;
    private String mobile;
    private String idNumber;
    private String notes;
    private String source;
    private boolean consentToProcess;
    private boolean consentToMarket;

    @Enumerated(EnumType.STRING)
    private State state;

    private UUID pseudonym;
    private boolean oneHand;

    @Version
    private Integer version;

    protected Contact() {}

    /** A new customer, with a random customer number. */
    public Contact(OrganisationId organisation, String firstName, String lastName, String source) {
        this.id = UUID.randomUUID();
        this.organisation = organisation.value();
        this.number = Numbers.random();
        this.kind = Kind.INDIVIDUAL;
        this.firstName = firstName;
        this.lastName = lastName;
        this.source = source;
        this.consentToProcess = true;
        this.state = State.ACTIVE;
        this.pseudonym = UUID.randomUUID();
    }

    /** A company, with a random customer number. */
    public static Contact company(OrganisationId organisation, String registeredName, String source) {
        var company = new Contact(organisation, registeredName, null, source);
        company.kind = Kind.JURISTIC;
        return company;
    }

    public Contact reachedAt(EmailAddress address) {
        email = address.value();
        return this;
    }

    public Contact reachedAt(MobileNumber address) {
        mobile = address.value();
        return this;
    }

    public Contact numbered(long customerNumber) {
        number = customerNumber;
        return this;
    }

    public Contact identifiedBy(String southAfricanIdNumber) {
        idNumber = southAfricanIdNumber;
        return this;
    }

    public Contact noted(String text) {
        notes = text;
        return this;
    }

    public Contact consentsToMarketing() {
        consentToMarket = true;
        return this;
    }

    /** Nobody has asked the person yet: what is done with the record rests on another ground. */
    public Contact neverAskedForConsent() {
        consentToProcess = false;
        consentToMarket = false;
        return this;
    }

    void restrict() {
        if (state == State.ACTIVE) {
            state = State.RESTRICTED;
        }
    }

    void liftRestriction() {
        if (state == State.RESTRICTED) {
            state = State.ACTIVE;
        }
    }

    void withdrawConsent() {
        consentToProcess = false;
        consentToMarket = false;
    }

    /** @param value as {@link Field#read} wrote it; null to delete what stands there */
    void change(Field field, String value) {
        switch (field) {
            case NAME -> firstName = value;
            case SURNAME -> lastName = value;
            case EMAIL -> email = value;
            case MOBILE -> mobile = value;
            case CONSENT_TO_PROCESS -> consentToProcess = Field.YES.equals(value);
            case CONSENT_TO_MARKET -> consentToMarket = Field.YES.equals(value);
        }
    }

    /** Whether an address was put here by who had not proven both: together the two prove no more than one. */
    public boolean isAddressedByOneHand() {
        return oneHand;
    }

    void addressedByOneHand() {
        oneHand = true;
    }

    void addressedByThePerson() {
        oneHand = false;
    }

    /** Takes away all that names the person, but what is held; new random numbers take the place of the old. */
    void deIdentify(Set<String> held) {
        if (!held.contains(Items.NAME)) {
            firstName = null;
            lastName = null;
        }
        if (!held.contains(Items.EMAIL)) {
            email = null;
        }
        if (!held.contains(Items.MOBILE)) {
            mobile = null;
        }
        if (!held.contains(Items.ID_NUMBER)) {
            idNumber = null;
        }
        notes = null;
        source = null;
        number = Numbers.random();
        pseudonym = UUID.randomUUID();
        state = held.isEmpty() ? State.DE_IDENTIFIED : State.RESTRICTED;
    }

    public UUID id() {
        return id;
    }

    public OrganisationId organisation() {
        return new OrganisationId(organisation);
    }

    /** The customer number. */
    public long number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /** What stands in a field; null when nothing does. */
    public String value(Field field) {
        return switch (field) {
            case NAME -> firstName;
            case SURNAME -> lastName;
            case EMAIL -> email;
            case MOBILE -> mobile;
            case CONSENT_TO_PROCESS -> consentToProcess ? Field.YES : Field.NO;
            case CONSENT_TO_MARKET -> consentToMarket ? Field.YES : Field.NO;
        };
    }

    /** What this record has: a company has no surname. */
    public boolean has(Field field) {
        return kind == Kind.INDIVIDUAL || field != Field.SURNAME;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    /** First and last name; empty when neither is known. */
    public String name() {
        return ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
    }

    public Optional<EmailAddress> email() {
        return Optional.ofNullable(email).map(EmailAddress::parse);
    }

    public Optional<MobileNumber> mobile() {
        return Optional.ofNullable(mobile).map(MobileNumber::parse);
    }

    public Stream<Address> addresses() {
        return Stream.<Optional<? extends Address>>of(email(), mobile()).flatMap(Optional::stream);
    }

    /** May be null. */
    public String idNumber() {
        return idNumber;
    }

    /** What staff noted about the person; may be null. */
    public String notes() {
        return notes;
    }

    /** Where the record came from (section 18(1)(a)). */
    public String source() {
        return source;
    }

    public boolean consentToProcess() {
        return consentToProcess;
    }

    public boolean consentToMarket() {
        return consentToMarket;
    }

    public State state() {
        return state;
    }

    /** The person's name in the activity log. */
    public UUID pseudonym() {
        return pseudonym;
    }
}
