package org.pidesk.notice;

/** Why a message came back, as far as it says so. */
public enum ReturnReason {
    NO_SUCH_MAILBOX("there is no such mailbox"),
    NO_SUCH_HOST("nobody takes mail under this domain"),
    MAILBOX_CLOSED("the mailbox was closed"),
    MAILBOX_FULL("the mailbox is full"),
    TOO_BIG("the message was too big for it"),
    TAKEN_FOR_SPAM("the other side takes us for spam, or does not trust us"),
    NOT_REACHED("it could not be reached for days"),
    PASSED_ON("it was passed on to another mailbox, and did not arrive there"),
    NOT_SAID("the other side did not say why"),
    /** The recipient complained of it. */
    COMPLAINT("the recipient complained of it"),
    /** Somebody is away. */
    AUTO_REPLY("a program answered"),
    /** Somebody's program wants to be told that we are people. */
    CHALLENGE("a program asks who we are"),
    /** It is still tried. */
    DELAYED("it is still tried"),
    DELIVERED("it was delivered"),
    /** A person wrote, or a program that we do not know. */
    NOT_UNDERSTOOD("nobody could make out what it says");

    private final String words;

    ReturnReason(String words) {
        this.words = words;
    }

    /** As staff read it, within a sentence. */
    public String words() {
        return words;
    }
}
