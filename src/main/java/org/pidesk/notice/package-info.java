/** Says things to people, by mail and SMS, and is the only sender. */
@ApplicationModule(
        allowedDependencies = {"kernel", "activity", "organisation", "contact", "suppression", "vault", "watch"})
package org.pidesk.notice;

import org.springframework.modulith.ApplicationModule;
