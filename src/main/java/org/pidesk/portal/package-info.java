/** Opens the /pi page to the people whose information is held. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "organisation",
            "contact",
            "consent",
            "notice",
            "identity",
            "complaint",
            "campaign",
            "request",
            "task",
            "web"
        })
package org.pidesk.portal;

import org.springframework.modulith.ApplicationModule;
