"""For every shipped rule, facts of which that rule decides the verdict or adds the expected obligation.

Each case changes a few facts of an option that no rule objects to.
"""

from typing import Any

CTX: dict[str, Any] = {"licence_uses": [], "commercial": True, "maas": False, "mau": 0}
ROUTE: dict[str, Any] = {
    "kind": "cloud_managed", "provider": "some-cloud", "operator_hq": "CH", "infer": ["CH"], "store": ["CH"],
    "covered_person": False, "baa": "yes", "dpa": "yes", "zdr": "default", "fedramp": "high", "c5": "type2",
    "hds": True, "cjis": True, "us_persons_only": True, "pci_aoc": True, "trains_on_data": False,
    "transfer_mechanism": "scc", "scope": "regional",
}  # fmt: skip
MODEL: dict[str, Any] = {
    "id": "some-model", "developer": "mistral-ai", "lineage": ["mistral-ai"], "origin": "FR", "license": "mit",
    "modality": "text", "gpai_code_signed": True, "cn_filed": True,
}  # fmt: skip
DEEPSEEK = {"developer": "deepseek", "lineage": ["deepseek"], "origin": "CN"}
QWEN = {"developer": "alibaba", "lineage": ["alibaba"], "origin": "CN"}
H100 = {"chips": ["nvidia-h100-sxm"]}
OWN = {"kind": "self_hosted", "provider": "self-hosted", "operator_hq": "self"}

Case = tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any] | None]


def case(
    ctx: dict[str, Any],
    route: dict[str, Any] | None = None,
    model: dict[str, Any] | None = None,
    hw: dict[str, Any] | None = None,
) -> Case:
    return {**CTX, **ctx}, {**ROUTE, **(route or {})}, {**MODEL, **(model or {})}, hw


CASES: dict[str, Case] = {
    "us-ndaa26-1532-deepseek": case({"actor": ["dod_contractor"]}, OWN, DEEPSEEK),
    "us-ndaa26-1532-covered-company": case({"actor": ["dod_contractor"]}, OWN, QWEN),
    "us-ndaa26-6604-ic-deepseek": case({"actor": ["us_ic"]}, OWN, DEEPSEEK),
    "us-dod-1260h-alibaba": case({"actor": ["us_dod"]}, {"provider": "alibaba-model-studio"}),
    "us-dod-fascsa-anthropic": case({"actor": ["us_dod"]}, None, {"developer": "anthropic", "lineage": ["anthropic"]}),
    "us-federal-anthropic-directive": case(
        {"actor": ["us_federal_civilian"]}, None, {"developer": "anthropic", "lineage": ["anthropic"], "origin": "US"}
    ),
    "us-federal-deepseek-device-bans": case({"actor": ["us_ic"]}, {"provider": "deepseek-api"}),
    "us-bill-no-deepseek-hr1121": case({"actor": ["us_federal_civilian"]}, OWN, {**DEEPSEEK, "origin": "US"}),
    "us-bill-no-adversarial-ai": case({"actor": ["us_federal_civilian"]}, OWN, {"origin": "KP"}),
    "us-gsa-american-ai-clause": case({"actor": ["gsa_mas_contractor"]}),
    "us-omb-m-25-22": case({"actor": ["us_federal_civilian"]}, OWN, {"origin": "US"}),
    "us-fedramp-federal-data": case({"actor": ["us_dod"]}, {"fedramp": "low"}),
    "us-dfars-7012-cui": case({"actor": ["dod_contractor"], "data": ["CUI"]}, {"fedramp": "none"}),
    "us-cmmc": case({"actor": ["dod_contractor"], "data": ["CUI"]}),
    "us-itar-technical-data": case({"data": ["ITAR"]}),
    "us-cjis-policy": case({"data": ["CJI"]}, {"cjis": False, "infer": ["US"]}),
    "us-tx-prohibited-technologies": case({"actor": ["us_state_agency_TX"]}, OWN, QWEN),
    "us-tx-ramp": case({"actor": ["us_state_agency_TX"]}, {"fedramp": "none"}),
    "us-state-deepseek-bans": case({"actor": ["us_state_agency"], "us_state": "NY"}, OWN, DEEPSEEK),
    "us-co-sb26-189": case({"use_case": ["hiring"], "us_states": ["CO"]}),
    "us-tx-traiga": case({"us_states": ["TX"]}),
    "us-hipaa-baa": case({"actor": ["hipaa_entity"], "data": ["PHI"]}, {"baa": "no"}),
    "us-hipaa-baa-unsigned": case({"actor": ["hipaa_entity"], "data": ["PHI"]}, {"baa": "on_request"}),
    "us-hipaa-selfhost": case({"actor": ["hipaa_entity"], "data": ["PHI"]}, OWN),
    "us-doj-data-security-program": case({"us_person": True, "data": ["BULK_US"]}, {"covered_person": True}),
    "us-bank-third-party-risk": case({"actor": ["bank_us"]}),
    "us-bank-model-risk-2026": case({"actor": ["bank_us"]}, OWN),
    "us-sec-finra-records": case({"actor": ["broker_dealer_us"]}),
    "us-ny-dfs-500": case({"actor": ["nydfs_entity"]}),
    "us-ferpa": case({"data": ["EDU_RECORDS"]}, {"trains_on_data": True}),
    "pci-dss-chd": case({"data": ["CHD"]}, {"pci_aoc": False}),
    "us-ear-advanced-gpu-cn": case({}, {**OWN, "infer": ["CN"]}, None, {**H100, "export_licence": False}),
    "us-ear-unverified-gpu-cn": case({}, {**OWN, "infer": ["CN"]}, None, {"chips": ["nvidia-l40s"]}),
    "us-ear-diffusion-rescinded": case({"country": "IN"}, OWN, None, H100),
    "us-bis-ascend-gp10": case({"country": "DE"}, OWN, None, {"chips": ["huawei-ascend-910b"]}),
    "us-bis-ascend-gp10-cn": case({"country": "CN"}, OWN, None, {"chips": ["huawei-ascend-910c"]}),
    "us-bis-prc-chips-unclassified": case({"country": "DE"}, OWN, None, {"chips": ["cambricon-mlu590"]}),
    "us-entity-list-zhipu": case({"us_person": True}, OWN, {"developer": "zhipu", "lineage": ["zhipu"]}),
    "eu-gdpr-ch5-third-country": case({"gdpr": True, "data": ["PII"]}, {"infer": ["US"], "transfer_mechanism": "none"}),
    "eu-gdpr-us-parent": case({"gdpr": True, "data": ["PII"]}, {"operator_hq": "US"}),
    "eu-gdpr-art28-dpa": case({"gdpr": True, "data": ["PII"]}, {"dpa": "no"}),
    "eu-gdpr-health-dpia": case({"gdpr": True, "data": ["PHI"]}),
    "de-sgbv-393-c5": case({"actor": ["de_health_provider"], "data": ["PHI"]}, {"c5": "type1"}),
    "fr-hds": case({"actor": ["fr_health_provider"], "data": ["PHI"]}, {"hds": False}),
    "it-garante-deepseek": case({"countries": ["IT"], "data": ["PII"]}, {"provider": "deepseek-api"}),
    "de-berlin-deepseek": case({"countries": ["DE"], "data": ["PII"]}, {"provider": "deepseek-api"}),
    "cz-nukib-deepseek": case({"actor": ["cz_gov"]}, {"provider": "deepseek-api"}),
    "eu-aiact-gpai-docs": case({"eu_market": True}),
    "eu-aiact-gpai-nonsignatory": case({"eu_market": True, "regulated": True}, None, {"gpai_code_signed": False}),
    "eu-aiact-high-risk": case({"eu_market": True, "use_case": ["credit"]}),
    "eu-aiact-art50": case({"eu_market": True, "public_facing": True}),
    "eu-aiact-art5": case({"eu_market": True, "use_case": ["social_scoring"]}),
    "eu-dora": case({"actor": ["eu_financial_entity"]}),
    "gb-uk-gdpr-transfers": case(
        {"countries": ["GB"], "data": ["PII"]}, {"infer": ["CN"], "transfer_mechanism": "none"}
    ),
    "gb-pra-fca-outsourcing": case({"actor": ["financial_uk"]}),
    "cn-genai-filing": case(
        {"countries": ["CN"], "public_facing": True}, {"infer": ["CN"], "store": ["CN"]}, {"cn_filed": False}
    ),
    "cn-genai-foreign-endpoint": case({"countries": ["CN"], "public_facing": True}),
    "cn-pipl-export": case({"countries": ["CN"], "data": ["PII"]}),
    "vendor-geo-cn": case({"prc_owned_over_50": True}, None, {"developer": "openai", "lineage": ["openai"]}),
    "in-rbi-payment-localisation": case({"actor": ["in_payment_system"], "data": ["PAYMENT_IN"]}),
    "in-dpdp": case({"countries": ["IN"], "data": ["PII"]}),
    "in-rbi-outsourcing": case({"actor": ["in_regulated_financial"]}),
    "in-gov-office-devices": case({"actor": ["in_gov"]}, {"kind": "vendor_api"}),
    "au-pspf-deepseek": case({"actor": ["au_gov"]}, OWN, DEEPSEEK),
    "tw-gov-deepseek": case({"actor": ["tw_gov"]}, OWN, DEEPSEEK),
    "kr-pipc-deepseek": case({"countries": ["KR"], "data": ["PII"]}, {"provider": "deepseek-api"}),
    "pol-no-cn-hosted-api": case({"origin_policy": "no_cn_api"}, {"infer": ["HK"]}),
    "pol-no-cn-operator": case({"origin_policy": "no_cn_operator"}, {"operator_hq": "CN"}),
    "pol-global-scope-trap": case({"country": "DE"}, {"provider": "alibaba-model-studio", "scope": "global"}),
    "pol-no-cn-weights": case({"origin_policy": "no_cn_weights"}, OWN, QWEN),
    "pol-review-cn-weights": case({"origin_policy": "review_cn"}, OWN, QWEN),
    "pol-residency-eu": case({"residency": "eu_only"}),
    "pol-residency-uk-eu": case({"residency": "uk_eu"}),
    "pol-residency-us": case({"residency": "us_only"}),
    "pol-residency-countries": case({"residency": "countries", "residency_countries": ["DE", "FR"]}),
    "pol-on-prem": case({"residency": "on_prem"}),
    "pol-no-training": case({"require_no_training": True}, {"trains_on_data": True}),
    "pol-zdr": case({"require_zdr": True}, {"zdr": "on_approval"}),
    "pol-baa": case({"require_baa": True}, {"baa": "no"}),
    "pol-dpa": case({"require_dpa": True}, {"dpa": "no"}),
    "pol-exclude-origin": case({"exclude_origin": ["FR"]}, OWN),
    "pol-review-origin": case({"review_origin": ["FR"]}, OWN),
    "pol-exclude-operator": case({"exclude_operator": ["CH"]}),
    "vendor-prc-silent-training": case({"country": "US"}, {"provider": "deepseek-api"}),
    "aws-govcloud-eligibility": case({"govcloud_eligible": False}, {"provider": "aws-bedrock-govcloud"}),
}
