package org.pidesk.organisation;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/** The responsible party (section 1): it decides why and how, and answers for it. */
@Entity
public class Organisation {
    private static final Duration SHORTEST_PAUSE = Duration.ofHours(24);

    @Id
    private String id;

    @Column(updatable = false)
    private String reference;

    private String name;
    private String physicalAddress;
    private String email;
    private String phone;
    private String whatsapp;
    private String privacyPolicy;
    private String informationOfficer;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    private Duration pause = SHORTEST_PAUSE;

    private boolean factsInMails;
    private int evidenceYears = 3;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "key_contact", joinColumns = @JoinColumn(name = "organisation"))
    private List<KeyContact> keyContacts = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "organisation_site", joinColumns = @JoinColumn(name = "organisation"))
    @Column(name = "host")
    private Set<String> sites = new TreeSet<>();

    protected Organisation() {}

    public Organisation(OrganisationId id, String name, String physicalAddress, String email, String phone) {
        this.id = id.value();
        this.reference = Reference.random().value();
        this.name = name;
        this.physicalAddress = physicalAddress;
        this.email = email;
        this.phone = phone;
        this.informationOfficer = email;
    }

    /** Somebody of the organisation who is told what happens. */
    @Embeddable
    public record KeyContact(String name, String email) {}

    public OrganisationId id() {
        return new OrganisationId(id);
    }

    /** What is changed in it stands in the activity log under this. */
    public Reference reference() {
        return new Reference(reference);
    }

    public String name() {
        return name;
    }

    public String physicalAddress() {
        return physicalAddress;
    }

    /** Where people write to, and the sender of its notices. */
    public EmailAddress email() {
        return EmailAddress.parse(email);
    }

    public String phone() {
        return phone;
    }

    /** May be null. */
    public String whatsapp() {
        return whatsapp;
    }

    /** Address of its privacy policy; may be null. */
    public String privacyPolicy() {
        return privacyPolicy;
    }

    /** Who answers for it to the Regulator (section 55), and is told what nobody else has dealt with. */
    public EmailAddress informationOfficer() {
        return EmailAddress.parse(informationOfficer);
    }

    /** How long a person can undo before what cannot be undone; 24 hours at least. */
    public Duration pause() {
        return pause;
    }

    /** Whether mails to its staff carry names and numbers in the body; never in the subject. */
    public boolean factsInMails() {
        return factsInMails;
    }

    /** How many years evidence is kept, from the day on which it is sealed. */
    public int evidenceYears() {
        return evidenceYears;
    }

    public List<KeyContact> keyContacts() {
        return List.copyOf(keyContacts);
    }

    /** The host names at which its page is without its short name. */
    public List<String> sites() {
        return sites.stream().sorted().toList();
    }

    public Organisation keyContact(String who, EmailAddress at) {
        keyContacts.add(new KeyContact(who, at.value()));
        return this;
    }

    public Organisation site(String host) {
        sites.add(host);
        return this;
    }

    public Organisation informationOfficer(EmailAddress at) {
        informationOfficer = at.value();
        return this;
    }

    public Organisation whatsapp(String number) {
        whatsapp = number;
        return this;
    }

    public Organisation privacyPolicy(String url) {
        privacyPolicy = url;
        return this;
    }

    public Organisation factsInMails(boolean wanted) {
        factsInMails = wanted;
        return this;
    }

    /** @throws IllegalArgumentException when shorter than 24 hours: a stranger's request must be undoable */
    public Organisation pause(Duration length) {
        if (length.compareTo(SHORTEST_PAUSE) < 0) {
            throw new IllegalArgumentException("the pause is 24 hours at least");
        }
        pause = length;
        return this;
    }

    Organisation evidenceYears(int years) {
        evidenceYears = years;
        return this;
    }

    /** Takes over whatever another says of itself, but for its short name. */
    void become(Organisation other) {
        name = other.name;
        physicalAddress = other.physicalAddress;
        email = other.email;
        phone = other.phone;
        whatsapp = other.whatsapp;
        privacyPolicy = other.privacyPolicy;
        informationOfficer = other.informationOfficer;
        pause = other.pause;
        factsInMails = other.factsInMails;
        evidenceYears = other.evidenceYears;
        keyContacts.clear();
        keyContacts.addAll(other.keyContacts);
        sites.retainAll(other.sites);
        sites.addAll(other.sites);
    }
}
