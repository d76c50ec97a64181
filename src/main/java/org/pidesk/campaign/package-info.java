/** Asks people once whether they may be written to, and writes to many: to those who agreed, and to customers who did not object. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "activity",
            "engine",
            "task",
            "organisation",
            "contact",
            "consent",
            "suppression",
            "sla",
            "staff",
            "vault",
            "notice",
            "watch"
        })
package org.pidesk.campaign;

import org.springframework.modulith.ApplicationModule;
