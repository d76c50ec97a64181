package org.pidesk.notice;

import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;

/** Somebody answered a text message with STOP; published in the transaction in which marketing to them ends. */
public record StopReceived(OrganisationId organisation, MobileNumber mobile) {}
