package org.pidesk.notice;

import java.time.Instant;
import java.util.List;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was sent to an address of late: for whoever looks into a complaint of it. */
@Service
public class LatestMessages {
    private static final int MOST = 5;

    private final SentMessages sent;
    private final RecordsWrittenTo campaigns;

    LatestMessages(SentMessages sent, RecordsWrittenTo campaigns) {
        this.sent = sent;
        this.campaigns = campaigns;
    }

    /**
     * A message.
     *
     * @param what it was, as staff read it
     * @param about which campaign, and from where the address was; null for any other message
     */
    public record Latest(Instant at, String what, String about) {}

    /** The five newest of the last thirty days, codes not among them. */
    @Transactional(readOnly = true)
    public List<Latest> to(OrganisationId organisation, Address address) {
        return sent.latestTo(organisation, address, MOST).stream()
                .map(one -> new Latest(
                        one.at(), words(one.kind()), campaigns.nameOf(one.id()).orElse(null)))
                .toList();
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case OPT_IN_QUESTION -> "the question whether we may write";
            case BULK_MAIL -> "a message to many";
            case SUBSCRIPTION_ASKED, SUBSCRIPTION_WANTED -> "the question whether they subscribed";
            default -> "an answer or a notice in a case";
        };
    }
}
