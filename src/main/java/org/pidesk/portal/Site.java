package org.pidesk.portal;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Whose page this is, and under which path: {@code /pi} on the organisation's own site, {@code /abc-motors/pi}
 * everywhere.
 *
 * @param texts whether text messages leave here: else nobody can prove a mobile
 */
record Site(Organisation organisation, String base, boolean texts) {

    OrganisationId id() {
        return organisation.id();
    }

    /**
     * Reads what a person typed: an address that a code can go to from here.
     *
     * @throws NotAnAddress when it is none; its message is a sentence for the person
     */
    Address address(String typed) {
        return texts ? Address.parse(typed) : EmailAddress.parse(typed);
    }

    /** Another page of this site, by GET, whatever the method was that led here. */
    View seeOther(String page) {
        var redirect = new RedirectView(base + page, true, false);
        redirect.setExposeModelAttributes(false);
        return redirect;
    }
}
