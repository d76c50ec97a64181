package org.pidesk.portal;

import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Whose page this is, and under which path: {@code /pi} on the organisation's own site, {@code /abc-motors/pi}
 * everywhere.
 */
record Site(Organisation organisation, String base) {

    OrganisationId id() {
        return organisation.id();
    }

    /** Another page of this site, by GET, whatever the method was that led here. */
    View seeOther(String page) {
        var redirect = new RedirectView(base + page, true, false);
        redirect.setExposeModelAttributes(false);
        return redirect;
    }
}
