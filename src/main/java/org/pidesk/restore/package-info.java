/** Keeps outside of the database what must stay forgotten, and has a restored database forget it again. */
@ApplicationModule(
        allowedDependencies = {"kernel", "activity", "suppression", "contact", "consent", "notice", "campaign"})
package org.pidesk.restore;

import org.springframework.modulith.ApplicationModule;
