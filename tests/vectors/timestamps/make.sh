#!/bin/sh
# Makes every reply and root of this folder anew, with a certificate authority that lives as long as this
# script runs; its private keys are thrown away. README.md here says what each file is.
# Needs openssl 3. Usage: sh make.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
lab=$(mktemp -d)
trap 'rm -rf "$lab"' EXIT
cd "$lab"

cat > openssl.cnf <<'END'
[req]
distinguished_name = name
prompt = no
[name]
[ca]
default_ca = issuing
[issuing]
database = index.txt
rand_serial = yes
new_certs_dir = .
policy = any
default_md = sha256
unique_subject = no
email_in_dn = no
[any]
countryName = optional
organizationName = optional
commonName = supplied
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa_and_more]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, timeStamping, emailProtection
[tsa_perhaps]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = timeStamping
[any_purpose]
basicConstraints = critical, CA:FALSE
[web]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, serverAuth
[stamping]
serial = stamp.serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.3161
other_policies = 1.3.6.1.4.1.32473.3162
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[stamping_to_the_millisecond]
serial = stamp.serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.3161
digests = sha256
clock_precision_digits = 3
ess_cert_id_chain = no
ess_cert_id_alg = sha256
END
: > index.txt
echo 3161 > stamp.serial
export OPENSSL_CONF="$lab/openssl.cnf"

at() { date -u -d "$1" +%Y%m%d%H%M%SZ; }

key() { # name kind
    case $2 in
    rsa) openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" ;;
    ec) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
    esac
}

root() { # name kind subject
    key "$1" "$2"
    openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
    openssl ca -batch -notext -selfsign -in "$1.csr" -keyfile "$1.key" -out "$1.pem" -extensions root \
        -startdate 20200101000000Z -enddate 21000101000000Z 2> openssl.log || { cat openssl.log; exit 1; }
}

issue() { # name kind subject issuer extensions from to
    key "$1" "$2"
    openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
    openssl ca -batch -notext -in "$1.csr" -keyfile "$4.key" -cert "$4.pem" -out "$1.pem" -extensions "$5" \
        -startdate "$6" -enddate "$7" 2> openssl.log || { cat openssl.log; exit 1; }
}

stamp() { # request signer reply [section [chain]]
    request=$1 signer=$2 reply=$3 section=${4:-stamping} chain=${5:+-chain $5}
    openssl ts -reply -queryfile "$request" -signer "$signer.pem" -inkey "$signer.key" \
        -section "$section" $chain -out "$reply" 2> openssl.log || { cat openssl.log; exit 1; }
}

granted() { # token: the reply that grants it: a SEQUENCE of the status 0 and the token
    length=$(($(wc -c < "$1") + 5))
    printf "\\060\\202\\$(printf %03o $((length / 256)))\\$(printf %03o $((length % 256)))\\060\\003\\002\\001\\000"
    cat "$1"
}

resign() { # reply signer reply [more options]: the TSTInfo of a reply, signed by somebody else
    openssl ts -reply -in "$1" -token_out -out token.der 2> /dev/null
    openssl cms -verify -noverify -inform DER -in token.der -binary -out info.der 2> /dev/null
    signer=$2 made=$3
    shift 3
    openssl cms -sign -binary -nodetach -econtent_type "${content:-1.2.840.113549.1.9.16.1.4}" -md sha256 -outform DER \
        -in info.der -signer "$signer.pem" -inkey "$signer.key" -out token.der "$@"
    granted token.der > "$made"
}

# What is stamped: the real record as it was after 370 entries; and another text.
printf 'urn:servanda:japan-ict\n370\nnbBASSlaa0bpjTagd10ofRM02/ahXKoGpTN+umNLVYI=\n' > checkpoint.text
printf 'urn:servanda:japan-ict\n369\nDPLUCA9XSv+CI8sQ7FuLWvAOp6LDnjZDSXOZsQ5Z7Io=\n' > other.text
for text in checkpoint other; do
    openssl ts -query -data "$text.text" -sha256 -cert -out "$text.tsq" 2> /dev/null
done
openssl ts -query -data checkpoint.text -sha512 -cert -out sha512.tsq 2> /dev/null
openssl ts -query -data checkpoint.text -sha256 -out without_certificate.tsq 2> /dev/null
openssl ts -query -data checkpoint.text -sha256 -cert -tspolicy 1.3.6.1.4.1.32473.1 -out refused.tsq 2> /dev/null

# Who stamps.
root rsa_root rsa '/C=ZZ/O=Example Trust/CN=Example Root R1'
root ec_root ec '/C=ZZ/O=Example Trust/CN=Example Root E1'
root foreign_root ec '/C=ZZ/O=Other Trust/CN=Other Root'
root namesake_root ec '/C=ZZ/O=Example Trust/CN=Example Root E1'
always=20200101000000Z never_ends=21000101000000Z
issue rsa_tsa rsa '/C=ZZ/O=Example Trust/CN=Example Time Stamping R1' rsa_root tsa $always $never_ends
issue ec_middle ec '/C=ZZ/O=Example Trust/CN=Example Issuing E1' ec_root root $always $never_ends
issue ec_tsa ec '/C=ZZ/O=Example Trust/CN=Example Time Stamping E1' ec_middle tsa $always $never_ends
issue past_tsa ec '/C=ZZ/O=Example Trust/CN=Example Time Stamping of 2020' ec_root tsa $always 20210101000000Z
issue coming_tsa ec '/C=ZZ/O=Example Trust/CN=Example Time Stamping to Come' ec_root tsa 20990101000000Z $never_ends
issue web ec '/C=ZZ/O=Example Trust/CN=www.example' ec_root web $always $never_ends
issue direct_tsa ec '/C=ZZ/O=Example Trust/CN=Example Time Stamping E2' ec_root tsa $always $never_ends
# Issuer and number of direct_tsa, but issued by somebody else of that name, and to somebody else.
key namesake ec
openssl req -new -key namesake.key -out namesake.csr \
    -subj '/C=ZZ/O=Somebody Who Wants to Be Named as the Authority/CN=Somebody Else Altogether'
openssl x509 -req -in namesake.csr -CA namesake_root.pem -CAkey namesake_root.key -days 20000 -out namesake.pem \
    -set_serial "0x$(openssl x509 -in direct_tsa.pem -noout -serial | cut -d= -f2)" \
    -extfile openssl.cnf -extensions tsa 2> openssl.log || { cat openssl.log; exit 1; }
issue more ec '/C=ZZ/O=Example Trust/CN=Example Stamps and Mail' ec_root tsa_and_more $always $never_ends
issue perhaps ec '/C=ZZ/O=Example Trust/CN=Example Stamps Perhaps' ec_root tsa_perhaps $always $never_ends
issue anything ec '/C=ZZ/O=Example Trust/CN=Example Anything' ec_root any_purpose $always $never_ends

# What they answer.
stamp checkpoint.tsq rsa_tsa good_rsa.tsr
stamp checkpoint.tsq ec_tsa good_ec.tsr stamping ec_middle.pem
stamp checkpoint.tsq ec_tsa to_the_millisecond.tsr stamping_to_the_millisecond ec_middle.pem
stamp checkpoint.tsq ec_tsa without_chain.tsr
stamp other.tsq rsa_tsa other_bytes.tsr
stamp sha512.tsq rsa_tsa sha512.tsr
stamp without_certificate.tsq rsa_tsa without_certificate.tsr
stamp checkpoint.tsq past_tsa outside_validity.tsr
stamp checkpoint.tsq coming_tsa before_validity.tsr
stamp refused.tsq rsa_tsa rejected.tsr
resign good_rsa.tsr web wrong_purpose.tsr -cades
resign good_rsa.tsr more wrong_purpose_too.tsr -cades
resign good_rsa.tsr perhaps purpose_not_critical.tsr -cades
resign good_rsa.tsr anything no_purpose.tsr -cades
resign good_rsa.tsr rsa_tsa two_signers.tsr -cades -signer ec_tsa.pem -inkey ec_tsa.key
resign good_ec.tsr direct_tsa beside_a_namesake.tsr -cades -certfile namesake.pem
content=1.3.6.1.4.1.32473.1 resign good_rsa.tsr rsa_tsa other_content.tsr -cades
resign good_rsa.tsr rsa_tsa without_signing_certificate.tsr

# A certificate that ends a few seconds after the stamp.
issue expired_tsa ec '/C=ZZ/O=Example Trust/CN=Example Time Stamping, Ended' ec_root tsa $always "$(at '5 seconds')"
stamp checkpoint.tsq expired_tsa expired_since.tsr

# Numbers and times as openssl reads them, for the tests to compare.
for reply in *.tsr; do
    openssl ts -reply -in "$reply" -text 2> /dev/null | awk -v reply="$reply" '
        /^Serial number: / { serial = $3 }
        /^Time stamp: / { print reply, serial, $3, $4, $5, $6 }'
done > stamps.txt

cp ./*.tsr checkpoint.text stamps.txt "$here"
for certificate in rsa_root ec_root foreign_root namesake_root ec_middle ec_tsa expired_tsa; do
    cp "$certificate.pem" "$here"
done
