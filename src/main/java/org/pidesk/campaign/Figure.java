package org.pidesk.campaign;

/** A number about a campaign, behind which there are people. */
public enum Figure {
    ALL("on the list", "true"),
    OUT("left out", "status = 'LEFT_OUT'"),
    WAITING("waiting", "status in ('READY', 'TAKEN')"),
    SENT("sent", "sent_at is not null and status <> 'FAILED'"),
    DELIVERED("delivered, as far as we know", "sent_at is not null and status <> 'FAILED' and bounced_at is null"),
    UNDELIVERED("not delivered", "bounced_at is not null"),
    READ("opened, as far as pictures tell", "read_at is not null"),
    UNSURE("perhaps sent", "code in ('LEASE', 'CUT_OFF', 'TIMEOUT') and sent_at is not null"),
    COMPLAINED("complained", "complained_at is not null"),
    LEFT("unsubscribed by it", "left_at is not null"),
    YES("agreed", "status = 'YES'"),
    NO("declined", "status = 'NO'"),
    /** Of whom nothing at all was heard. */
    SILENT("did not answer", "status = 'SILENT' and left_at is null and complained_at is null and bounced_at is null");

    private final String words;
    private final String condition;

    Figure(String words, String condition) {
        this.words = words;
        this.condition = condition;
    }

    /** As staff read it. */
    public String words() {
        return words;
    }

    /** On a row of {@code campaign_recipient}. */
    String condition() {
        return condition;
    }
}
