package org.pidesk.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What comes back from some addresses of the sandbox, whatever their host is: nobody lives at {@code bounce…@}, the mailbox
 * of {@code full…@} is full, {@code away…@} is away, and {@code complaint…@} tells its provider that we send spam.
 */
final class SandboxReply {
    private static final String BOUNDARY = "=_sandbox";

    private SandboxReply() {}

    /** @param returnPath who is told */
    static Optional<String> of(String recipient, String returnPath, Instant at) {
        var name = recipient.replaceFirst("[^a-z].*", "");
        return switch (name) {
            case "bounce" -> Optional.of(bounce(recipient, returnPath, at, "5.1.1", "550 5.1.1 No such user here"));
            case "full" -> Optional.of(bounce(recipient, returnPath, at, "5.2.2", "552 5.2.2 The mailbox is full"));
            case "away" -> Optional.of(away(recipient, returnPath, at));
            case "complaint" -> Optional.of(complaint(recipient, returnPath, at));
            default -> Optional.empty();
        };
    }

    private static String bounce(String recipient, String returnPath, Instant at, String status, String said) {
        return report(
                "Mail Delivery System <MAILER-DAEMON@sandbox.example>",
                "Undelivered Mail Returned to Sender",
                returnPath,
                at,
                "delivery-status",
                "Your message could not be delivered to " + recipient + ".",
                """
                Reporting-MTA: dns; sandbox.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; %s
                """.formatted(recipient, status, said));
    }

    private static String complaint(String recipient, String returnPath, Instant at) {
        return report(
                "Feedback <feedback@sandbox.example>",
                "Complaint about a message",
                returnPath,
                at,
                "feedback-report",
                "The owner of a mailbox says that this message is spam.",
                """
                Feedback-Type: abuse
                User-Agent: pi-desk-sandbox/1
                Version: 1
                Original-Mail-From: <%s>
                Original-Rcpt-To: <%s>
                """.formatted(returnPath, recipient));
    }

    private static String away(String recipient, String returnPath, Instant at) {
        return lines("""
                Return-Path: <>
                From: <%s>
                To: <%s>
                Subject: Automatic reply: out of the office
                Date: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                I am away until Monday.
                """.formatted(recipient, returnPath, date(at)));
    }

    private static String report(
            String from, String subject, String to, Instant at, String type, String words, String report) {
        return lines("""
                Return-Path: <>
                From: %s
                To: <%s>
                Subject: %s
                Date: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="%s"

                --%s
                Content-Type: text/plain; charset=us-ascii

                %s

                --%s
                Content-Type: message/%s

                %s
                --%s
                Content-Type: text/rfc822-headers

                Return-Path: <%s>

                --%s--
                """.formatted(
                        from, to, subject, date(at), type, BOUNDARY, BOUNDARY, words, BOUNDARY, type, report, BOUNDARY,
                        to, BOUNDARY));
    }

    private static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }
}
