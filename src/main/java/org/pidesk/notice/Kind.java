package org.pidesk.notice;

import java.util.EnumSet;
import java.util.Set;

/** What a notice is: one template, and whether a black list stops it. */
public enum Kind {
    /** The six digits that prove control over an address. Expires with the code, unsent. */
    CODE(true),
    /** We have your request; its reference and the link to its status page. */
    RECEIPT(true),
    /** Told to every other known address at once: somebody asked in your name; undo it here. */
    ASKED_IN_YOUR_NAME(true),
    /** What was decided, from when it cannot be undone, and how to undo it until then. */
    PAUSE(true),
    /** We need more time than we said: how much, why, and the way to complain (PAIA, section 57(3)). */
    EXTENSION(true),
    /** Our clock rests while we wait for the person: for what, until when at most, and what to do. */
    WAITS_FOR_YOU(true),
    /** Your request was cancelled, and the restriction is about to be lifted (section 14(8)). */
    CANCELLED(true),
    /** What was done, in writing. */
    CONFIRMATION(true),
    /** We refuse, why, and the way to the Regulator. */
    REFUSAL(true),
    /** We have your complaint about our messages: they have stopped; its reference, and by when we answer. */
    COMPLAINT_RECEIVED(true),
    /** What came of your complaint. */
    COMPLAINT_ANSWERED(true),
    /** You wrote STOP: no more marketing to this number. Said once. */
    STOPPED(true),
    /** The one question to somebody who has not consented: may we write to you? (section 69(2)) */
    OPT_IN_QUESTION(false),
    /** To many, who consented to it: what an organisation has to tell about one interest, or about all. */
    BULK_MAIL(false),
    /** To the key contacts: a customer withdrew consent. */
    CUSTOMER_WITHDREW(false),
    /** To the key contacts: a customer was de-identified, who asked for it or whose purpose ended. */
    CUSTOMER_DE_IDENTIFIED(false),
    /** To the person working a lead: it was de-identified. */
    LEAD_DE_IDENTIFIED(false),
    /** To the key contacts and whoever works an open lead: consent has ended, and a ground keeps the record for itself alone. */
    RECORD_KEPT(false),
    /** We hold nothing ourselves and look elsewhere; the reference, the last day, the status page. */
    LOOK_UP_RECEIPT(true),
    /** What was found elsewhere, or where we looked in vain. */
    LOOK_UP_ANSWER(true),
    /** Your look-up was cancelled. */
    LOOK_UP_CANCELLED(true),
    /** To the key contacts: somebody is looked for whom we do not hold ourselves. */
    LOOK_UP_NOT_FOUND(false),
    /** To the key contacts: how many more were looked for in an hour. */
    MORE_LOOK_UPS(false),
    /** To staff: a task waits too long. */
    TASK_IS_LATE(false),
    /** To who has a case: half of the time for the answer is gone. */
    HALF_OF_TIME_GONE(false),
    /** To the compliance managers: four fifths of the time for the answer are gone. */
    CASE_AT_RISK(false),
    /** To who has a case and the compliance managers: the last working day for the answer is over. */
    LAST_WORKING_DAY_OVER(false),
    /** To the Information Officer and the compliance managers: the last day for the answer is over. */
    LAST_DAY_OVER(false),
    /** To anybody of these: more cases are late than are told of one by one within an hour. */
    MANY_CASES_LATE(false),
    /** We have your request to change something; its reference and the link to its page. */
    ALTERATION_RECEIVED(true),
    /** Told to every other known address, the old one among them: something is to change; undo it here. */
    ALTERATION_ASKED(true),
    /** Nothing was changed, and the fields are about to be used again (section 14(8)). */
    ALTERATION_CANCELLED(true),
    /** What was changed where, field by field, in writing (section 24(4)). */
    ALTERATION_CONFIRMED(true),
    /** To the key contacts: a customer altered something. */
    CUSTOMER_ALTERED(false),
    /** To the person working a lead: what they know of the customer has changed (section 24(3)). */
    LEAD_ALTERED(false),
    /** What is held, to the address that was proven; to a mobile only the way to it (section 23(1)). */
    YOUR_INFORMATION(true),
    /** To an address that anybody typed into the form to subscribe: the button that makes it a consent. Expires with it. */
    SUBSCRIPTION_ASKED(true),
    /** The same to who began it themselves: behind a link that only they got, or after a proof of the address. */
    SUBSCRIPTION_WANTED(true),
    /** To the key contacts: a notice did not reach the person, who has to be told another way. */
    NOT_DELIVERED(false),
    /** To the key contacts: a person wants a closed case looked at again. */
    REVIEW_ASKED(false),
    /** What came of it, and why; the way to the Regulator. */
    REVIEW_DECIDED(true),
    /** To the compliance managers: a bought list was refused, and nobody of it asked. */
    BOUGHT_LIST_REFUSED(false),
    /** To the compliance managers: a campaign rests until somebody lets it go on. */
    CAMPAIGN_PAUSED(false),
    /** To the compliance managers: a message to many waits for somebody to approve it. */
    BULK_MAIL_PROPOSED(false),
    /** To a member of staff: an account was made, or opened again; the link at which they set their password. */
    STAFF_INVITED(false),
    /** To a member of staff: the link at which a forgotten password is replaced. */
    PASSWORD_RESET(false),
    /** To a member of staff: the password is another one now. */
    PASSWORD_CHANGED(false),
    /** To a member of staff, at the former address: mails go elsewhere now. */
    STAFF_ADDRESS_CHANGED(false),
    /** To a member of staff: the second factor was set up or taken away, a recovery code used, or new ones made. */
    SECOND_FACTOR_CHANGED(false),
    /** To a member of staff: the code that takes the place of the check at the sign-in. Expires with it, unsent. */
    SIGN_IN_CODE(false),
    /** To a member of staff: the right password in a browser that is not known; was it you? */
    UNKNOWN_BROWSER(false),
    /** To a member of staff: a browser is trusted now. */
    NEW_BROWSER(false),
    /** To a member of staff: somebody tries to sign in to the account, again and again. */
    SIGN_IN_ATTEMPTS(false),
    /** To a member of staff: support does not rule out that somebody knows the password, and why another is required. */
    NEW_PASSWORD_REQUIRED(false),
    /** To an administrator: a task about the safety of a sign-in waits. */
    SUPPORT_TASK(false),
    /** To a member of staff on the morning of a working day: what waits for them, and what of it is late. */
    WORK_DIGEST(false),
    /** To a member of staff: a colleague handed a task over to them. */
    TASK_HANDED_OVER(false),
    /** To a member of staff: they stand in for a colleague who will be away. */
    NAMED_AS_SUBSTITUTE(false),
    /** To an administrator: somebody opened the staff area from elsewhere by a code from the safe. */
    GLASS_BROKEN(false);

    /**
     * They are about the account of a member of staff, or about their day: no black list stops them, and they may come
     * from the installation itself.
     */
    private static final Set<Kind> OF_ACCOUNTS = EnumSet.of(
            STAFF_INVITED,
            PASSWORD_RESET,
            PASSWORD_CHANGED,
            STAFF_ADDRESS_CHANGED,
            SECOND_FACTOR_CHANGED,
            SIGN_IN_CODE,
            UNKNOWN_BROWSER,
            NEW_BROWSER,
            SIGN_IN_ATTEMPTS,
            NEW_PASSWORD_REQUIRED,
            SUPPORT_TASK,
            WORK_DIGEST,
            TASK_HANDED_OVER,
            NAMED_AS_SUBSTITUTE,
            GLASS_BROKEN);

    /**
     * Nobody knows who asked for them. A black list stops them, and so does a question that was put before, but only as they
     * leave: whoever asked can tell nothing by the answer.
     */
    private static final Set<Kind> ASKED_BY_ANYBODY = EnumSet.of(SUBSCRIPTION_ASKED);

    /** They market, or ask whether one may: each carries the way to stop it (section 69(4)). */
    private static final Set<Kind> MARKETING = EnumSet.of(OPT_IN_QUESTION, BULK_MAIL);

    /** The answers in writing, behind which a case goes on to what cannot be undone. */
    private static final Set<Kind> WAITED_FOR = EnumSet.of(CONFIRMATION, ALTERATION_CONFIRMED, LOOK_UP_ANSWER);

    private final boolean answersOwnRequest;

    Kind(boolean answersOwnRequest) {
        this.answersOwnRequest = answersOwnRequest;
    }

    /** Whether it answers the person's own request: the closed list that no black list stops, unless anybody can ask. */
    public boolean answersOwnRequest() {
        return answersOwnRequest;
    }

    /** Whether its case waits until each of its notices has left, or finally cannot. */
    public boolean isWaitedFor() {
        return WAITED_FOR.contains(this);
    }

    /** Whether it goes to a member of staff about their own account, or about all of their work. */
    public boolean isOfAnAccount() {
        return OF_ACCOUNTS.contains(this);
    }

    /** Whether it is direct marketing, of which a request for consent is a part (section 69). */
    public boolean isMarketing() {
        return MARKETING.contains(this);
    }

    /** Whether it goes to a data subject, who can complain of it. */
    boolean isToAPerson() {
        return answersOwnRequest || isMarketing();
    }

    /** Whether anybody can have it sent to anybody: then it asks for a consent that perhaps nobody wants to give. */
    boolean isAskedByAnybody() {
        return ASKED_BY_ANYBODY.contains(this);
    }

    /** Whether it is sent to an address on a black list too: marketing is what those stop. */
    boolean passesBlackLists() {
        return answersOwnRequest && !isAskedByAnybody() || isOfAnAccount();
    }

    /** Whether the black lists are asked at once, too, and not only as it leaves. */
    boolean isStoppedAtOnce() {
        return !passesBlackLists() && !isAskedByAnybody();
    }
}
