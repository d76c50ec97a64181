/** Counts for those who oversee the desk what was done, and lets them take it away as a file. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "activity",
            "organisation",
            "contact",
            "operator",
            "sla",
            "staff",
            "request",
            "web"
        })
package org.pidesk.report;

import org.springframework.modulith.ApplicationModule;
