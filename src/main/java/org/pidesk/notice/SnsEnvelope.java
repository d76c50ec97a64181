package org.pidesk.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Says whether Amazon SNS has sent a notification: it is signed by a key whose certificate stands at an address of
 * Amazon's, and nowhere else (the one in the notification is only believed where it leads there).
 */
@Component
class SnsEnvelope {
    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{4,30}\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[A-Za-z0-9-]{8,64}\\.pem");
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);
    private static final int MOST_CERTIFICATES = 16;

    /** What is signed, in this order, where it is there. */
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification", List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
            "SubscriptionConfirmation",
                    List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"));

    private final SnsDoor door;
    private final Clock clock;
    private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

    SnsEnvelope(SnsDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /**
     * @throws NotificationRefused when it is not signed by Amazon, or too old
     * @throws AmazonAway when the certificate could not be fetched
     */
    void mustBeAmazons(JsonNode notification) {
        mustBeFresh(text(notification, "Timestamp"));
        var algorithm = ALGORITHMS.get(text(notification, "SignatureVersion"));
        var fields = SIGNED.get(text(notification, "Type"));
        if (algorithm == null || fields == null || !isSigned(notification, algorithm, fields)) {
            throw new NotificationRefused("SIGNATURE");
        }
    }

    /** An address in a notification, where it leads to Amazon. @throws NotificationRefused where it does not */
    static URI amazons(String address) {
        try {
            var uri = URI.create(address);
            var isTheirs = "https".equals(uri.getScheme())
                    && uri.getUserInfo() == null
                    && uri.getPort() == -1
                    && uri.getHost() != null
                    && HOST.matcher(uri.getHost()).matches();
            if (isTheirs) {
                return uri;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new NotificationRefused("ADDRESS");
    }

    private void mustBeFresh(String timestamp) {
        try {
            var age = Duration.between(Instant.parse(timestamp), clock.instant());
            if (age.compareTo(OLDEST) > 0 || age.compareTo(CLOCKS_DIFFER.negated()) < 0) {
                throw new NotificationRefused("TIME");
            }
        } catch (DateTimeException noTime) {
            throw new NotificationRefused("TIME");
        }
    }

    private boolean isSigned(JsonNode notification, String algorithm, List<String> fields) {
        var text = new StringBuilder();
        for (var field : fields) {
            if (notification.hasNonNull(field)) {
                text.append(field)
                        .append('\n')
                        .append(text(notification, field))
                        .append('\n');
            }
        }
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate(text(notification, "SigningCertURL")));
            signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(text(notification, "Signature")));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    private X509Certificate certificate(String address) throws GeneralSecurityException {
        var uri = amazons(address);
        if (!CERTIFICATE.matcher(uri.getPath()).matches()) {
            throw new NotificationRefused("CERTIFICATE");
        }
        var known = certificates.get(uri);
        var certificate = known == null ? fetched(uri) : known;
        certificate.checkValidity(Date.from(clock.instant()));
        return certificate;
    }

    private X509Certificate fetched(URI uri) throws GeneralSecurityException {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(door.read(uri)));
            if (certificates.size() >= MOST_CERTIFICATES) {
                certificates.clear();
            }
            certificates.put(uri, certificate);
            return certificate;
        } catch (IOException away) {
            throw new AmazonAway("certificate", away);
        }
    }

    private static String text(JsonNode notification, String field) {
        return notification.path(field).asText("");
    }
}
