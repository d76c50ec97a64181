package org.pidesk.request;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What leads to a case: its records, its mailed links, and the fingerprints of the addresses that it knows. */
@Component
class Trail {
    private static final String PURPOSE = "request";

    private final JdbcClient jdbc;
    private final Secrets secrets;

    Trail(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** Under a key of its own: a fingerprint here says nothing about one on a black list. */
    private byte[] fingerprint(OrganisationId organisation, Address address) {
        return secrets.fingerprint(address.value(), PURPOSE, "address", organisation.value());
    }

    /** Under each root secret there was. */
    byte[][] fingerprints(OrganisationId organisation, Address address) {
        return secrets.eachRoot().stream()
                .map(root -> root.fingerprint(address.value(), PURPOSE, "address", organisation.value()))
                .toArray(byte[][]::new);
    }

    /** A number for a lock on one address, made of its fingerprint. */
    long lockNumber(OrganisationId organisation, Address address) {
        return ByteBuffer.wrap(fingerprint(organisation, address)).getLong();
    }

    void knows(Reference reference, OrganisationId organisation, Address address, boolean proven) {
        jdbc.sql("insert into request_address (reference, fingerprint, proven) values (?, ?, ?) on conflict do nothing")
                .params(reference.value(), fingerprint(organisation, address), proven)
                .update();
    }

    /**
     * The same is asked from an address that the case may know already, warned only: from here on it is proven in it, and so
     * are the links that went there.
     *
     * @return false when it was asked from there before
     */
    boolean isAskedFrom(Reference reference, OrganisationId organisation, Address address) {
        if (isProven(reference, organisation, address)) {
            return false;
        }
        jdbc.sql("insert into request_address (reference, fingerprint, proven) values (?, ?, true)"
                        + " on conflict (reference, fingerprint) do update set proven = true")
                .params(reference.value(), fingerprint(organisation, address))
                .update();
        jdbc.sql("update request_link set proven = true where reference = ? and recipient = any(?)")
                .params(reference.value(), fingerprints(organisation, address))
                .update();
        return true;
    }

    /** Whether more than one address asked for a case. */
    boolean wasAskedFromSeveral(Reference reference) {
        return jdbc.sql("select count(*) > 1 from request_address where reference = ? and proven")
                .param(reference.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the person who asked has proven this address. */
    boolean isProven(Reference reference, OrganisationId organisation, Address address) {
        return jdbc.sql("select exists (select from request_address"
                        + " where reference = ? and fingerprint = any(?) and proven)")
                .params(reference.value(), fingerprints(organisation, address))
                .query(Boolean.class)
                .single();
    }

    /** The cases that know an address, the newest first; also those that knew it under a former root secret. */
    List<Reference> casesOf(OrganisationId organisation, Address address) {
        return jdbc.sql("select r.reference from request r join request_address a using (reference)"
                        + " where a.fingerprint = any(?) order by r.received_at desc")
                .param(fingerprints(organisation, address))
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** The open removals that know an address, the newest first: they stay open, and as they are, until the caller commits. */
    List<Reference> lockOpenRemovals(OrganisationId organisation, Address address) {
        return jdbc.sql(
                        "select r.reference from request r join request_address a using (reference)"
                                + " where a.fingerprint = any(?) and r.closed_at is null"
                                + " and r.type in ('WITHDRAWAL', 'DE_IDENTIFICATION') order by r.received_at desc for update of r")
                .param(fingerprints(organisation, address))
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** Though nobody asked, a case removes what is held at an address: whoever proves it now may be the person. */
    void removes(Reference reference, OrganisationId organisation, Address address) {
        jdbc.sql("insert into removed_address (reference, fingerprint) values (?, ?) on conflict do nothing")
                .params(reference.value(), fingerprint(organisation, address))
                .update();
    }

    /** The cases that remove, though nobody asked, what was held at an address. */
    List<Reference> removing(OrganisationId organisation, Address address) {
        return jdbc.sql("select distinct reference from removed_address where fingerprint = any(?)")
                .param(fingerprints(organisation, address))
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** Nobody is recognised any more by what a case removed. */
    void removesNoMore(Reference reference) {
        jdbc.sql("delete from removed_address where reference = ?")
                .param(reference.value())
                .update();
    }

    /** After the evidence is gone nobody needs to find the case by an address or a mailed link any more. */
    void forgetAddresses(Reference reference) {
        for (var table : List.of("request_address", "request_link")) {
            jdbc.sql("delete from " + table + " where reference = ?")
                    .param(reference.value())
                    .update();
        }
    }

    /** A link for one recipient: what it opens is this case; more of it to an address that is proven in the case. */
    Token link(Reference reference, OrganisationId organisation, Address to) {
        var token = Token.random();
        jdbc.sql("insert into request_link (hash, reference, recipient, proven)"
                        + " values (?, ?, ?, exists (select from request_address"
                        + " where reference = ? and fingerprint = any(?) and proven))")
                .params(
                        token.hash(),
                        reference.value(),
                        fingerprint(organisation, to),
                        reference.value(),
                        fingerprints(organisation, to))
                .update();
        return token;
    }

    /** Whether a link went to an address that was proven in its case, not to one that was only warned. */
    boolean isProven(Token link) {
        return jdbc.sql("select exists (select from request_link where hash = ? and proven)")
                .param(link.hash())
                .query(Boolean.class)
                .single();
    }

    Optional<Reference> opens(Token link) {
        return jdbc.sql("select reference from request_link where hash = ?")
                .param(link.hash())
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    /** The case was cancelled by the link that went to one of its addresses. */
    void wasCancelledBy(Token link) {
        jdbc.sql("update request_address a set cancelled = true from request_link l"
                        + " where l.hash = ? and a.reference = l.reference and a.fingerprint = l.recipient")
                .param(link.hash())
                .update();
    }

    /** The case was cancelled by whoever has proven one of its addresses. */
    void wasCancelledFrom(Reference reference, OrganisationId organisation, Address address) {
        jdbc.sql("update request_address set cancelled = true where reference = ? and fingerprint = any(?)")
                .params(reference.value(), fingerprints(organisation, address))
                .update();
    }

    /** How many cases, received after a moment, were cancelled from an address, whoever had asked. */
    int cancelledFrom(OrganisationId organisation, Address address, Instant after) {
        return jdbc.sql("select count(*) from request join request_address using (reference)"
                        + " where fingerprint = any(?) and cancelled and received_at > ?")
                .params(fingerprints(organisation, address), Timestamp.from(after))
                .query(Integer.class)
                .single();
    }

    /** How many removals that were asked from an address were cancelled from another one, whether that had asked too or not. */
    int removalsCancelledByOthers(OrganisationId organisation, Address address, Instant after) {
        var own = fingerprints(organisation, address);
        return jdbc.sql("select count(*) from request r where r.received_at > ?"
                        + " and r.type in ('WITHDRAWAL', 'DE_IDENTIFICATION')"
                        + " and exists (select from request_address a where a.reference = r.reference"
                        + " and a.fingerprint = any(?) and a.proven)"
                        + " and exists (select from request_address a where a.reference = r.reference"
                        + " and a.cancelled and a.fingerprint <> all(?))")
                .params(Timestamp.from(after), own, own)
                .query(Integer.class)
                .single();
    }

    void isAbout(Reference reference, UUID contact) {
        jdbc.sql("insert into request_record (reference, contact) values (?, ?) on conflict do nothing")
                .params(reference.value(), contact)
                .update();
    }

    void isNotAbout(Reference reference, UUID contact) {
        jdbc.sql("delete from request_record where reference = ? and contact = ?")
                .params(reference.value(), contact)
                .update();
    }

    List<UUID> recordsOf(Reference reference) {
        return jdbc.sql("select contact from request_record where reference = ? order by contact")
                .param(reference.value())
                .query(UUID.class)
                .list();
    }

    /** The alterations that a record has seen. */
    List<Reference> alterationsOf(UUID contact) {
        return jdbc.sql("select reference from alteration_record where contact = ? order by reference")
                .param(contact)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** The cases that are about a record, and the alterations that it has seen. */
    List<Reference> everAbout(UUID contact) {
        return jdbc.sql("select reference from request_record where contact = :contact"
                        + " union select reference from alteration_record where contact = :contact")
                .param("contact", contact)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /** Whether another case restricts this record too: one that is to remove it, or may not. */
    boolean isElsewhere(Reference reference, UUID contact) {
        return jdbc.sql("select exists (select from request_record join request using (reference)"
                        + " where contact = ? and reference <> ? and type in ('WITHDRAWAL', 'DE_IDENTIFICATION'))")
                .param(1, contact, Types.OTHER)
                .param(2, reference.value())
                .query(Boolean.class)
                .single();
    }
}
