package org.pidesk.signin;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody tries to sign in.
 *
 * @param username as it was typed
 * @param device the trusted browser of that user, if it comes from there
 * @param network where from
 * @param answer what the attempt brings to pass the check
 */
record Attempt(String username, Optional<UUID> device, String network, Origin origin, Answer answer) {

    /**
     * An answer to the check, in one of two ways; empty texts where there is none.
     *
     * @param work what the browser worked out
     * @param page the token of the page that asked for a code
     * @param code the code of the mail
     */
    record Answer(String work, String page, String code) {}
}
