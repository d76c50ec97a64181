package org.pidesk.notice;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * A message that waited in a backup when that was restored. It may have been sent since the backup was made.
 *
 * @param organisation null for the installation itself
 * @param reference its case; null for none
 * @param messageId by which the mail server's log knows it
 */
public record NoticeToCheck(
        UUID id,
        OrganisationId organisation,
        Reference reference,
        Kind kind,
        Channel channel,
        String messageId,
        Instant writtenAt) {}
