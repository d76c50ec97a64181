package org.pidesk.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.UUID;

/** An enquiry of a contact, worked by a lead recipient. */
@Entity
public class Lead {
    /** How an enquiry stands. */
    public enum Status {
        OPEN,
        LOST,
        WON
    }

    @Id
    private UUID id;

    private UUID contact;
    private long number;
    private String interest;
    private String enquiry;

    @Enumerated(EnumType.STRING)
    private Status status;

    private String recipientName;
    private String recipientEmail;
    private LocalDate createdOn;

    @Version
    private Integer version;

    protected Lead() {}

    /** A new open enquiry. @param enquiry the person's own words */
    public Lead(Contact contact, String interest, String enquiry, LocalDate createdOn) {
        this.id = UUID.randomUUID();
        this.contact = contact.id();
        this.number = Numbers.random();
        this.interest = interest;
        this.enquiry = enquiry;
        this.status = Status.OPEN;
        this.createdOn = createdOn;
    }

    public Lead numbered(long leadNumber) {
        number = leadNumber;
        return this;
    }

    /** Who works it. */
    public Lead workedBy(String name, String email) {
        recipientName = name;
        recipientEmail = email;
        return this;
    }

    /** It ended in a sale. */
    public Lead won() {
        status = Status.WON;
        return this;
    }

    boolean lose() {
        var wasOpen = status == Status.OPEN;
        if (wasOpen) {
            status = Status.LOST;
        }
        return wasOpen;
    }

    /** Leaves what statistics need: what happened to it, and the month. */
    void deIdentify() {
        number = Numbers.random();
        interest = null;
        enquiry = null;
        recipientName = null;
        recipientEmail = null;
        createdOn = createdOn == null ? null : createdOn.withDayOfMonth(1);
    }

    UUID contact() {
        return contact;
    }

    public UUID id() {
        return id;
    }

    public long number() {
        return number;
    }

    /** What it is about; may be null. */
    public String interest() {
        return interest;
    }

    public Status status() {
        return status;
    }

    /** May be null. */
    public String recipientName() {
        return recipientName;
    }

    /** May be null. */
    public String recipientEmail() {
        return recipientEmail;
    }
}
