package org.pidesk.kernel;

import java.util.regex.Pattern;

/**
 * The short name of an organisation, as it stands in addresses of pages: {@code abc-motors}.
 *
 * <p>It is also the organisation's tenant in the engine. Two to forty lower-case letters, digits and hyphens.
 */
public record OrganisationId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");

    public OrganisationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the short name of an organisation");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
