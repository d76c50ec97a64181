package org.pidesk.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.HexFormat;
import org.pidesk.kernel.Network;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What one network, member of staff or proof may ask, and what all may ask together. A bucket commits by itself, so
 * none may be touched inside a transaction: it would want a second connection.
 */
@Component
class Limits {
    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
    private static final String ALL = "all";
    /** Apart from those of strangers, who could else keep from going on whoever has come in. */
    private static final String ALL_PROVEN = "all-proven";

    private static final int WORDS_PER_STAFF_MEMBER = 60;
    private static final int PRINTS_PER_PROOF = 10;
    private static final int COMPLAINTS_PER_LINK = 10;
    private static final Duration AN_HOUR = Duration.ofHours(1);
    /**
     * How many times what one network may, the /48 around it may. Not once: some providers put many households into one.
     * Not often: who is given a whole one has 65,536 networks, and asks from each.
     */
    static final int TIMES_AROUND = 5;

    private final ProxyManager<String> buckets;
    private final Secrets secrets;
    private final IdentitySettings perHour;

    Limits(ProxyManager<String> identityBuckets, Secrets secrets, IdentitySettings perHour) {
        this.buckets = identityBuckets;
        this.secrets = secrets;
        this.perHour = perHour;
    }

    /** @throws TooManyRequests when this network, or everybody together, has asked for too many codes */
    void takeCode(String network) {
        takeCode(network, all());
    }

    /**
     * A code for somebody who has proven an address already.
     *
     * @throws TooManyRequests when this network, or everybody who has proven one, has asked for too many codes
     */
    void takeFurtherCode(String network) {
        takeCode(network, allProven());
    }

    private void takeCode(String network, Bucket ofAll) {
        if (!takes("code", network, perHour.codesPerNetwork())) {
            throw new TooManyRequests("Too many codes were asked for from your network. Please try again in an hour.");
        }
        if (!ofAll.tryConsume(1)) {
            LOG.warn("The hour's {} codes are used up; people who ask now are told to come back.", perHour.codes());
            throw new TooManyRequests("We are sending more codes than usual. Please try again in an hour.");
        }
    }

    /** @throws TooManyRequests when this network, or everybody together, has asked for too many messages */
    void takeMessage(String network) {
        if (!takes("message", network, perHour.codesPerNetwork()) || !all().tryConsume(1)) {
            throw new TooManyRequests("Too many messages were asked for. Please try again in an hour.");
        }
    }

    /** @throws TooManyRequests when too much is complained of from this network, or today by this link */
    void takeComplaint(String link, String network) {
        if (!takes("complaint", network, perHour.codesPerNetwork())) {
            throw new TooManyRequests("Too many complaints came from your network, and this one was not taken."
                    + " Please try again in an hour.");
        }
        var name = secrets.fingerprint(link, "identity", "limit", "complaint-link");
        if (!bucket("complaint-link:" + HexFormat.of().formatHex(name), COMPLAINTS_PER_LINK, Duration.ofDays(1))
                .tryConsume(1)) {
            throw new TooManyRequests("This link was used " + COMPLAINTS_PER_LINK
                    + " times of late. What was sent before was taken, and this was not. Please try again tomorrow.");
        }
    }

    /** A code or message that was not sent costs nothing. */
    void giveCodeBack() {
        all().addTokens(1);
    }

    /** The same of what {@link #takeFurtherCode} counted. */
    void giveFurtherCodeBack() {
        allProven().addTokens(1);
    }

    /** @throws TooManyRequests when this network has tried too many codes */
    void takeGuess(String network) {
        if (!takes("guess", network, perHour.guessesPerNetwork())) {
            throw new TooManyRequests("Too many codes were tried from your network. Please try again in an hour.");
        }
    }

    /** @throws TooManyRequests when this member of staff has tried too many words */
    void takeWord(String staff) {
        var name = secrets.fingerprint(staff, "identity", "limit", "word");
        if (!bucket("word:" + HexFormat.of().formatHex(name), WORDS_PER_STAFF_MEMBER)
                .tryConsume(1)) {
            throw new TooManyRequests("You have tried too many words. Please try again in an hour.");
        }
    }

    /** @throws TooManyRequests when enough documents were printed for this proof */
    void takePrint(Token proof) {
        if (!bucket("print:" + HexFormat.of().formatHex(proof.hash()), PRINTS_PER_PROOF)
                .tryConsume(1)) {
            throw new TooManyRequests("You have had this document made " + PRINTS_PER_PROOF
                    + " times. Please use one that you have, or try again in a few minutes.");
        }
    }

    /** To whom fewer are left: strangers, or who has proven an address. */
    long codesLeft() {
        return Math.min(all().getAvailableTokens(), allProven().getAvailableTokens());
    }

    private boolean takes(String what, String address, int limit) {
        return ofNetwork(what, Network.of(address), limit).tryConsume(1)
                && Network.around(address)
                        .map(wide -> ofNetwork(what, wide, TIMES_AROUND * limit))
                        .map(bucket -> bucket.tryConsume(1))
                        .orElse(true);
    }

    private Bucket ofNetwork(String what, String network, int limit) {
        var name = secrets.fingerprint(network, "identity", "limit", what);
        return bucket(what + ":" + HexFormat.of().formatHex(name), limit);
    }

    private Bucket all() {
        return bucket(ALL, perHour.codes());
    }

    private Bucket allProven() {
        return bucket(ALL_PROVEN, perHour.codes());
    }

    private Bucket bucket(String id, int limit) {
        return bucket(id, limit, AN_HOUR);
    }

    private Bucket bucket(String id, int limit, Duration within) {
        return buckets.getProxy(
                id,
                () -> BucketConfiguration.builder()
                        .addLimit(rate -> rate.capacity(limit).refillGreedy(limit, within))
                        .build());
    }
}
