package org.pidesk.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A mail that arrived.
 *
 * @param n the first that arrived is 1
 * @param to whom the envelope named, which the header need not repeat
 */
record Mail(
        long n,
        Instant at,
        String to,
        String subject,
        String text,
        String html,
        String messageId,
        Map<String, List<String>> headers) {}
